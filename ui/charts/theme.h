// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

#include "core/chart/chart_spec.h"
#include "core/chart/table_spec.h"

namespace plumbline::ui {

/// Every colour of the program, opaque. Pages, charts, style sheet and PDF take theirs from here and nowhere else.
struct Tokens {
    QColor window, surface, sunken, border, axis, grid, control;
    QColor text, muted, accent, onAccent, focus, selection;
    QColor gain, loss, warning;
    QColor gainTint, lossTint, warningTint, infoTint;
    QColor actual, forecast, band50, band80, expectedRange, comparison;
    std::array<QColor, 8> categories;
    std::array<QColor, 7> sequential;
    std::array<QColor, 9> diverging;

    /// Text colour of a tone.
    const QColor& tone(Tone tone) const;
    /// Ground of a badge or message of a tone.
    const QColor& tint(Tone tone) const;
    /// Colour of a chart series.
    const QColor& series(SeriesRole role, int categorySlot) const;
};

const Tokens& lightTokens();
const Tokens& darkTokens();

enum class Scheme { automatic, light, dark };

/// Styles of LOOK, in px at 100 %: pageTitle 18/600, kpi 22/600, kpiStrip 20/600, cardTitle 13/600, body 13, bodyStrong 13/600,
/// control 12, controlStrong 12/600, small 11, smallStrong 11/600.
enum class TextStyle {
    pageTitle,
    kpi,
    kpiStrip,
    finding,
    cardTitle,
    body,
    bodyStrong,
    control,
    controlStrong,
    small,
    smallStrong
};

/// The current look: scheme, scale and family. One a process; lives on the UI thread.
class Theme : public QObject {
    Q_OBJECT
public:
    static Theme& instance();
    /// Sets fonts, palette and style sheet of the application; call once after QApplication, again by itself on every change.
    void apply();
    void setScheme(Scheme scheme);
    Scheme scheme() const { return m_scheme; }
    bool isDark() const { return m_dark; }
    const Tokens& tokens() const { return m_dark ? darkTokens() : lightTokens(); }
    /// 1 at a body font of 13 px; 0 takes it from the system font again.
    void setScale(double scale);
    double scale() const { return m_scale; }
    /// What was asked for; 0: as the system font says.
    double askedScale() const { return m_asked; }
    const QString& family() const { return m_family; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    Theme();
    void decide();
    Scheme m_scheme = Scheme::automatic;
    bool m_dark = false;
    bool m_applying = false;
    bool m_systemRead = false;
    bool m_systemDark = false;
    double m_asked = 0;
    double m_scale = 1;
    double m_systemScale = 1;
    QString m_family;
};

inline const Tokens& tokens() { return Theme::instance().tokens(); }
/// Pixels at 100 % in pixels of the current scale.
int px(double at100);
QFont font(TextStyle style);
/// The same style at 100 % and without hinting, for paper.
QFont paperFont(TextStyle style);
QPalette paletteOf(const Tokens& t);
/// The one style sheet, generated (QSS has no variables).
QString styleSheetOf(const Tokens& t, double scale, const QString& family);
/// A family whose digits have equal widths: `wanted` if it has, else Open Sans, Noto Sans, DejaVu Sans.
QString tabularFamily(const QString& wanted);

/// An icon of resources/icons in a token's colour, following scheme and scale by itself.
QIcon icon(const QString& name, QColor Tokens::*colour = &Tokens::text);
void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& colour);
/// Names of all icons compiled in.
QStringList iconNames();

/// Text safe for a tool tip: names from files may look like HTML and are shown as they are.
QString plainToolTip(const QString& text);

inline QString qs(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace plumbline::ui
