// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/preferences.h"

#include <QApplication>
#include <QProxyStyle>
#include <QStyleFactory>

#include "core/base/calendar.h"
#include "core/base/limits.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {

namespace {

constexpr int smallest_text = 75, largest_text = 300;

/// The style without anything that moves.
class StillStyle : public QProxyStyle {
public:
    StillStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override {
        if (hint == SH_Widget_Animation_Duration || hint == SH_Widget_Animate) return 0;
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
};

} // namespace

void applyAppearance(const Settings& settings) {
    const int percent = settings.get(keys::text_size);
    Theme& theme = Theme::instance();
    const double scale = percent == 0 ? 0 : std::clamp(percent, smallest_text, largest_text) / 100.0;
    if (scale != theme.askedScale()) theme.setScale(scale);

    const bool still = settings.get(keys::reduced_motion);
    static bool wasStill = false;
    if (still == wasStill) return;
    wasStill = still;
    static const int flash = QApplication::cursorFlashTime();
    QApplication::setCursorFlashTime(still ? 0 : flash);
    for (const Qt::UIEffect effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo, Qt::UI_AnimateTooltip,
                                      Qt::UI_FadeTooltip, Qt::UI_AnimateToolBox})
        QApplication::setEffectEnabled(effect, false);
    if (still)
        QApplication::setStyle(new StillStyle);
    else
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    theme.apply();
}

void applyLimits(const Settings& settings) {
    limit_threads(settings.get(keys::threads));
    limit_memory(settings.get(keys::memory_mib));
}

void applyCalendar(const Settings& settings) {
    set_calendar({settings.get(keys::first_weekday), static_cast<unsigned>(std::max(1, settings.get(keys::fiscal_month)))});
}

} // namespace plumbline::ui
