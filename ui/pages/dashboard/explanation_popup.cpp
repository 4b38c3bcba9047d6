// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/explanation_popup.h"

#include <QHBoxLayout>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {
constexpr qsizetype most_findings = 3;
}

ExplanationPopup::ExplanationPopup(const report::KpiCard& card, const CardTrust& trust, const QString& basis, QWidget* parent)
    : QFrame(parent, Qt::Popup) {
    setObjectName("popup");
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("How %1 is computed").arg(qs(card.label)));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(12), px(12), px(12), px(12));
    column->setSpacing(px(4));
    column->addWidget(makeLabel(tr("%1: %2").arg(qs(card.label), qs(card.text)), TextStyle::cardTitle));
    if (!card.change_text.empty())
        column->addWidget(makeLabel(qs(card.change_text) + QLatin1Char(' ') + qs(card.caption), TextStyle::control, Tone::muted));
    auto* text = makeLabel(qs(card.explanation), TextStyle::control);
    text->setWordWrap(true);
    text->setFixedWidth(px(360));
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setAccessibleName(qs(card.explanation));
    column->addSpacing(px(4));
    column->addWidget(text);
    const auto say = [column](const QString& sentence, TextStyle style, Tone tone) {
        if (sentence.isEmpty()) return;
        auto* label = makeLabel(sentence, style, tone);
        label->setWordWrap(true);
        label->setFixedWidth(px(360));
        column->addWidget(label);
    };
    column->addSpacing(px(4));
    say(trustSentence(trust), TextStyle::controlStrong, trust.open > 0 ? Tone::warning : Tone::normal);
    for (qsizetype i = 0; i < std::min<qsizetype>(trust.titles.size(), most_findings); ++i)
        say(trust.titles[i], TextStyle::control, Tone::normal);
    say(basis, TextStyle::small, Tone::muted);
    auto* links = new QHBoxLayout;
    if (trust.open > 0) {
        auto* findings = makeButton(tr("Show the findings"), ButtonKind::link);
        links->addWidget(findings);
        connect(findings, &QPushButton::clicked, this, [this] {
            Q_EMIT findingsRequested();
            close();
        });
    }
    auto* glossary = makeButton(tr("In the glossary"), ButtonKind::link);
    auto* target = makeButton(tr("Set a target…"), ButtonKind::link);
    links->addWidget(glossary);
    links->addWidget(target);
    links->addStretch(1);
    column->addLayout(links);
    connect(glossary, &QPushButton::clicked, this, [this] {
        Q_EMIT glossaryRequested();
        close();
    });
    connect(target, &QPushButton::clicked, this, [this] {
        Q_EMIT targetRequested();
        close();
    });
    setFocus();
}

void ExplanationPopup::popupUnder(QWidget* anchor) {
    adjustSize();
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + px(4)));
    if (const QScreen* screen = anchor->screen()) {
        const QRect room = screen->availableGeometry();
        at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
        if (at.y() + height() > room.bottom()) at.setY(anchor->mapToGlobal(QPoint(0, 0)).y() - height() - px(4));
    }
    move(at);
    show();
}

} // namespace plumbline::ui
