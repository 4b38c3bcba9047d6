// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/breadcrumbs.h"

#include <QHBoxLayout>

#include "ui/widgets/labels.h"

namespace plumbline::ui {

Breadcrumbs::Breadcrumbs(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this)) {
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(px(4));
    hide();
}

void Breadcrumbs::setNames(const QStringList& names) {
    if (names == m_names) return;
    m_names = names;
    while (QLayoutItem* item = m_row->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (i + 1 == names.size()) {
            auto* here = new ElidedLabel(TextStyle::control, Tone::muted);
            here->setText(names[i]);
            m_row->addWidget(here, 1);
            break;
        }
        auto* button = makeButton(names[i], ButtonKind::link);
        button->setAccessibleName(tr("Back to %1").arg(names[i]));
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT clicked(static_cast<int>(i)); });
        m_row->addWidget(button);
        m_row->addWidget(makeLabel(QStringLiteral("›"), TextStyle::control, Tone::muted));
    }
    setVisible(names.size() > 1);
}

} // namespace plumbline::ui
