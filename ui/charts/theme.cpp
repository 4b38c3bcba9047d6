// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/theme.h"

#include <cmath>

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QStyleFactory>

static void initIcons() { Q_INIT_RESOURCE(icons); }

namespace plumbline::ui {

namespace {

struct Size {
    double px;
    bool strong;
};

Size sizeOf(TextStyle style) {
    switch (style) {
    case TextStyle::pageTitle: return {18, true};
    case TextStyle::kpi: return {22, true};
    case TextStyle::kpiStrip: return {20, true};
    case TextStyle::finding: return {16, true};
    case TextStyle::cardTitle:
    case TextStyle::bodyStrong: return {13, true};
    case TextStyle::body: return {13, false};
    case TextStyle::control: return {12, false};
    case TextStyle::controlStrong: return {12, true};
    case TextStyle::small: return {11, false};
    case TextStyle::smallStrong: return {11, true};
    }
    return {13, false};
}

bool hasTabularDigits(const QString& family) {
    QFont f(family);
    f.setPixelSize(100);
    f.setHintingPreference(QFont::PreferNoHinting);
    const QFontMetricsF metrics(f);
    const double zero = metrics.horizontalAdvance(QChar(u'0'));
    for (char16_t c = u'1'; c <= u'9'; ++c)
        if (std::fabs(metrics.horizontalAdvance(QChar(c)) - zero) > 0.5) return false;
    return true;
}

/// No desktop, no font to respect: offscreen, or a bare X server.
bool isHeadless() {
    const QString platform = QGuiApplication::platformName();
    return platform == QLatin1String("offscreen") || platform == QLatin1String("minimal") ||
           qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP");
}

} // namespace

QString tabularFamily(const QString& wanted) {
    const QStringList known = QFontDatabase::families();
    QStringList order;
    if (!wanted.isEmpty()) order << wanted;
    order << QStringLiteral("Open Sans") << QStringLiteral("Noto Sans") << QStringLiteral("DejaVu Sans");
    for (const QString& family : std::as_const(order))
        if (known.contains(family) && hasTabularDigits(family)) return family;
    return wanted.isEmpty() ? QApplication::font().family() : wanted;
}

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

Theme::Theme() { initIcons(); }

void Theme::decide() {
    if (!m_systemRead) {
        // Read once: afterwards palette and font are ours.
        m_systemRead = true;
        const QFontInfo system(QApplication::font());
        m_systemDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
        // 12 to 14 px are ordinary desktops: the drawn sizes. Beyond, everything follows the font.
        const double size = system.pixelSize();
        m_systemScale = size <= 14 ? 1.0 : std::round(size / 13 * 20) / 20;
        m_family = tabularFamily(isHeadless() ? QString() : system.family());
    }
    m_dark = m_scheme == Scheme::dark || (m_scheme == Scheme::automatic && m_systemDark);
    m_scale = m_asked > 0 ? m_asked : m_systemScale;
}

void Theme::apply() {
    if (m_applying) return;
    m_applying = true;
    decide();
    static bool styled = false;
    if (!styled) {
        styled = true;
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        qApp->installEventFilter(this);
    }
    QApplication::setFont(ui::font(TextStyle::body));
    QApplication::setPalette(paletteOf(tokens()));
    qApp->setStyleSheet(styleSheetOf(tokens(), m_scale, m_family));
    m_applying = false;
    Q_EMIT changed();
}

void Theme::setScheme(Scheme scheme) {
    if (m_scheme == scheme) return;
    m_scheme = scheme;
    apply();
}

void Theme::setScale(double scale) {
    m_asked = scale;
    apply();
}

bool Theme::eventFilter(QObject* object, QEvent* event) {
    // The desktop changed its colours while we run (Qt 6.4 has no colour scheme to ask for).
    if (object == qApp && event->type() == QEvent::ApplicationPaletteChange && !m_applying) {
        const QColor window = QGuiApplication::palette().color(QPalette::Window);
        if (window != tokens().window) {
            m_systemDark = window.lightness() < 128;
            apply();
        }
    }
    return QObject::eventFilter(object, event);
}

int px(double at100) { return static_cast<int>(std::lround(at100 * Theme::instance().scale())); }

QFont font(TextStyle style) {
    const Size size = sizeOf(style);
    QFont f(Theme::instance().family().isEmpty() ? tabularFamily({}) : Theme::instance().family());
    f.setPixelSize(px(size.px));
    f.setWeight(size.strong ? QFont::DemiBold : QFont::Normal);
    return f;
}

QFont paperFont(TextStyle style) {
    const Size size = sizeOf(style);
    static const QString family = tabularFamily({});
    QFont f(family);
    f.setPixelSize(static_cast<int>(size.px));
    f.setWeight(size.strong ? QFont::DemiBold : QFont::Normal);
    f.setHintingPreference(QFont::PreferNoHinting);
    return f;
}

QString plainToolTip(const QString& text) {
    return Qt::mightBeRichText(text) ? QStringLiteral("<span>") + text.toHtmlEscaped() + QStringLiteral("</span>") : text;
}

} // namespace plumbline::ui
