// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/preferences.h"

#include <QApplication>
#include <QProcess>
#include <QProxyStyle>
#include <QSettings>
#include <QStandardPaths>
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

/// What a desktop answered that had to be asked.
bool s_desktopWantsStillness = false;

} // namespace

bool filesWantStillness(const QString& configHome) {
    const QSettings kde(configHome + QStringLiteral("/kdeglobals"), QSettings::IniFormat);
    bool number = false;
    const double factor = kde.value(QStringLiteral("KDE/AnimationDurationFactor")).toDouble(&number);
    if (number && factor <= 0) return true;
    for (const char* gtk : {"gtk-4.0", "gtk-3.0"}) {
        const QSettings file(configHome + QLatin1Char('/') + QLatin1String(gtk) + QStringLiteral("/settings.ini"),
                             QSettings::IniFormat);
        const QVariant animations = file.value(QStringLiteral("Settings/gtk-enable-animations"));
        if (animations.isValid() && !animations.toBool()) return true;
    }
    return false;
}

void askDesktopForStillness(const Settings& settings) {
    const QString tool = QStandardPaths::findExecutable(QStringLiteral("gsettings"));
    if (tool.isEmpty() || qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains(QLatin1String("KDE"))) return;
    auto* ask = new QProcess(qApp);
    QObject::connect(ask, &QProcess::finished, ask, [ask, &settings] {
        const bool still = ask->readAllStandardOutput().trimmed() == "false";
        ask->deleteLater();
        if (still == s_desktopWantsStillness) return;
        s_desktopWantsStillness = still;
        applyAppearance(settings);
    });
    QObject::connect(ask, &QProcess::errorOccurred, ask, &QObject::deleteLater);
    ask->start(tool, {QStringLiteral("get"), QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("enable-animations")});
}

void applyAppearance(const Settings& settings) {
    const int percent = settings.get(keys::text_size);
    Theme& theme = Theme::instance();
    const double scale = percent == 0 ? 0 : std::clamp(percent, smallest_text, largest_text) / 100.0;
    if (scale != theme.askedScale()) theme.setScale(scale);

    const QString configHome = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    const bool still = settings.get(keys::reduced_motion) || s_desktopWantsStillness || filesWantStillness(configHome);
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
