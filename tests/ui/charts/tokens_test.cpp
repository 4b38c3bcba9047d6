// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QFile>
#include <QRegularExpression>
#include <gtest/gtest.h>

#include "ui/charts/chart_text.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {
namespace {

/// WCAG 2.2, relative luminance and contrast ratio.
double luminance(const QColor& c) {
    auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

std::vector<const Tokens*> schemes() { return {&lightTokens(), &darkTokens()}; }

TEST(Contrast, OfBlackOnWhiteIsTwentyOne) { EXPECT_NEAR(contrast(Qt::black, Qt::white), 21.0, 0.001); }

TEST(Contrast, OfTextIsFourAndAHalfOnEveryGround) {
    for (const Tokens* t : schemes())
        for (const QColor* text : {&t->text, &t->muted, &t->accent, &t->gain, &t->loss, &t->warning})
            for (const QColor* ground : {&t->surface, &t->window, &t->sunken, &t->selection})
                EXPECT_GE(contrast(*text, *ground), 4.5) << text->name().toStdString() << " on " << ground->name().toStdString();
}

TEST(Contrast, OfTextOnAccentAndOnItsTintIsFourAndAHalf) {
    for (const Tokens* t : schemes()) {
        EXPECT_GE(contrast(t->onAccent, t->accent), 4.5);
        for (Tone tone : {Tone::gain, Tone::loss, Tone::warning, Tone::muted, Tone::normal})
            EXPECT_GE(contrast(t->tone(tone), t->tint(tone)), 4.5) << static_cast<int>(tone);
        // A message holds a sentence and a link on any tint.
        for (const QColor* text : {&t->text, &t->muted, &t->accent, &t->gain, &t->loss, &t->warning})
            for (const QColor* tint : {&t->gainTint, &t->lossTint, &t->warningTint, &t->infoTint})
                EXPECT_GE(contrast(*text, *tint), 4.5) << text->name().toStdString() << " on " << tint->name().toStdString();
    }
}

TEST(Contrast, OfControlsAndFocusIsThreeOnEveryGround) {
    for (const Tokens* t : schemes())
        for (const QColor* edge : {&t->control, &t->focus})
            for (const QColor* ground : {&t->surface, &t->window, &t->sunken, &t->selection})
                EXPECT_GE(contrast(*edge, *ground), 3.0) << edge->name().toStdString() << " on " << ground->name().toStdString();
}

TEST(Contrast, OfLinesIsThreeOnSurfaceAndOnTheDarkBand) {
    for (const Tokens* t : schemes())
        for (const QColor* line : {&t->actual, &t->forecast, &t->comparison, &t->gain, &t->loss})
            for (const QColor* ground :
                 {&t->surface, &t->window, &t->sunken, &t->selection, &t->band80, &t->band50, &t->expectedRange})
                EXPECT_GE(contrast(*line, *ground), 3.0) << line->name().toStdString() << " on " << ground->name().toStdString();
}

TEST(Contrast, OfCategoriesIsThreeOnEveryGroundThatTheyAreDrawnOn) {
    for (const Tokens* t : schemes())
        for (const QColor& c : t->categories)
            for (const QColor* ground : {&t->surface, &t->window, &t->sunken, &t->band80, &t->selection})
                EXPECT_GE(contrast(c, *ground), 3.0) << c.name().toStdString() << " on " << ground->name().toStdString();
}

TEST(Contrast, OfTextInTheColourOfASeriesIsFourAndAHalf) {
    for (const Tokens* t : schemes())
        for (SeriesRole role : {SeriesRole::actual, SeriesRole::comparison, SeriesRole::forecast, SeriesRole::gain,
                                SeriesRole::loss, SeriesRole::other, SeriesRole::target, SeriesRole::category})
            for (int slot = -1; slot < 8; ++slot) {
                ChartSeries series;
                series.role = role;
                series.category_slot = slot;
                EXPECT_GE(contrast(inkOf(series, *t), t->surface), 4.5) << static_cast<int>(role) << " " << slot;
                // The future stands on the colour of the window.
                EXPECT_GE(contrast(inkOf(series, *t), t->window), 4.5) << static_cast<int>(role) << " " << slot;
            }
}

TEST(Contrast, OfHeatCellsIsHighEnoughInDarkInkOrWhite) {
    const QColor ink("#1B2027");
    for (const Tokens* t : schemes()) {
        for (const QColor& c : t->sequential) EXPECT_GE(std::max(contrast(ink, c), contrast(Qt::white, c)), 4.65);
        for (const QColor& c : t->diverging) EXPECT_GE(std::max(contrast(ink, c), contrast(Qt::white, c)), 4.95);
    }
}

TEST(Tokens, HaveNoAlpha) {
    for (const Tokens* t : schemes()) {
        EXPECT_EQ(t->band80.alpha(), 255);
        EXPECT_EQ(t->band50.alpha(), 255);
        for (const QColor& c : t->categories) EXPECT_TRUE(c.isValid() && c.alpha() == 255);
        for (const QColor& c : t->sequential) EXPECT_TRUE(c.isValid() && c.alpha() == 255);
        for (const QColor& c : t->diverging) EXPECT_TRUE(c.isValid() && c.alpha() == 255);
    }
}

TEST(StyleSheet, IsGeneratedWithoutRemainders) {
    const QString sheet = styleSheetOf(darkTokens(), 2, QStringLiteral("Open Sans"));
    EXPECT_FALSE(sheet.contains(QLatin1String("${"))) << sheet.mid(sheet.indexOf("${"), 40).toStdString();
    EXPECT_FALSE(sheet.contains(QLatin1String("PX")));
    EXPECT_TRUE(sheet.contains(QLatin1String("font-size: 36px"))); // page title, doubled
    EXPECT_FALSE(sheet.contains(lightTokens().surface.name()));
}

TEST(StyleSheet, UsesOnlyPicturesThatExist) {
    for (const Tokens* t : schemes()) {
        auto found = QRegularExpression(QStringLiteral("url\\((:[^)]+)\\)")).globalMatch(styleSheetOf(*t, 1, {}));
        ASSERT_TRUE(found.hasNext());
        while (found.hasNext()) {
            const QString file = found.next().captured(1);
            EXPECT_TRUE(QFile::exists(file)) << file.toStdString();
        }
    }
}

TEST(Icons, OfControlsTakeTheirColoursFromTheTokens) {
    for (const auto& [suffix, t] :
         {std::pair{QStringLiteral("_light"), &lightTokens()}, std::pair{QStringLiteral("_dark"), &darkTokens()}})
        for (const QString& name : iconNames()) {
            if (!name.startsWith(QLatin1String("control_")) || !name.endsWith(suffix)) continue;
            QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            auto colours = QRegularExpression(QStringLiteral("#[0-9A-Fa-f]{6}")).globalMatch(QString::fromUtf8(file.readAll()));
            ASSERT_TRUE(colours.hasNext()) << name.toStdString();
            while (colours.hasNext()) {
                const QColor c(colours.next().captured());
                EXPECT_TRUE(c == t->muted || c == t->onAccent || c == t->text) << name.toStdString();
            }
        }
}

TEST(Icons, OfEveryPageAreThere) {
    const QStringList names = iconNames();
    for (const char* wanted :
         {"pulse",   "dashboard", "root_cause", "forecast", "segments", "simulator", "response", "budget",
          "reports", "data",      "calendar",   "compare",  "filter",   "plus",      "export",   "ask",
          "table",   "more",      "close",      "check",    "warning",  "error",     "note",     "chevron_down",
          "offline", "search",    "undo",       "folder",   "upload",   "arrow"})
        EXPECT_TRUE(names.contains(QLatin1String(wanted))) << wanted;
}

TEST(Icons, AreDrawnInTheColourAskedFor) {
    QImage image(16, 16, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintIcon(painter, QRectF(0, 0, 16, 16), QStringLiteral("check"), QColor("#B3382C"));
    painter.end();
    int red = 0;
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x) {
            const QColor c = image.pixelColor(x, y);
            red += c.red() > c.blue() + 60 && c.red() > c.green() + 60;
        }
    EXPECT_GT(red, 8);
}

TEST(Theme, TakesAFamilyWithTabularDigits) {
    QFont f(Theme::instance().family());
    f.setPixelSize(100);
    const QFontMetricsF m(f);
    for (char16_t c = u'1'; c <= u'9'; ++c) EXPECT_NEAR(m.horizontalAdvance(QChar(c)), m.horizontalAdvance(QChar(u'0')), 0.51);
}

TEST(Theme, ShowsMarkupInToolTipsAsItIs) {
    EXPECT_EQ(plainToolTip(QStringLiteral("Search & Co")), QStringLiteral("Search & Co"));
    const QString tip = plainToolTip(QStringLiteral("<b>Sale</b>"));
    EXPECT_TRUE(tip.contains(QLatin1String("&lt;b&gt;")));
}

} // namespace
} // namespace plumbline::ui
