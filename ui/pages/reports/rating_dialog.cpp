// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reports/rating_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {
constexpr int longest_comment = 500;
}

RatingDialog::RatingDialog(const QString& review, QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rate this review"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(16));
    column->addWidget(new WrapLabel(review, TextStyle::bodyStrong));
    auto* form = new QFormLayout;
    form->setSpacing(px(8));
    m_stars = new QComboBox;
    const QStringList words{tr("1 star: of no use"), tr("2 stars: weak"), tr("3 stars: fair"), tr("4 stars: good"),
                            tr("5 stars: just right")};
    for (int i = 5; i >= 1; --i) m_stars->addItem(words[i - 1], i);
    m_comment = new QLineEdit;
    m_comment->setMaxLength(longest_comment);
    m_comment->setMinimumWidth(px(320));
    m_comment->setPlaceholderText(tr("What was missing, wrong or right"));
    form->addRow(tr("&Stars"), m_stars);
    form->addRow(tr("&Comment"), m_comment);
    column->addLayout(form);
    auto* buttons = new QHBoxLayout;
    auto* cancel = makeButton(tr("Cancel"), ButtonKind::quiet);
    auto* keep = makeButton(tr("Rate"), ButtonKind::primary);
    keep->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(keep);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, [this] {
        Q_EMIT rated(m_stars->currentData().toInt(), m_comment->text());
        accept();
    });
}

} // namespace plumbline::ui
