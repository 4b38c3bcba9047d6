// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/theme.h"

namespace plumbline::ui {

const QColor& Tokens::tone(Tone t) const {
    switch (t) {
    case Tone::normal: return text;
    case Tone::muted: return muted;
    case Tone::gain: return gain;
    case Tone::loss: return loss;
    case Tone::warning: return warning;
    }
    return text;
}

const QColor& Tokens::tint(Tone t) const {
    switch (t) {
    case Tone::normal: return infoTint;
    case Tone::muted: return sunken;
    case Tone::gain: return gainTint;
    case Tone::loss: return lossTint;
    case Tone::warning: return warningTint;
    }
    return infoTint;
}

const QColor& Tokens::series(SeriesRole role, int slot) const {
    switch (role) {
    case SeriesRole::actual: return actual;
    case SeriesRole::comparison: return comparison;
    case SeriesRole::forecast: return forecast;
    case SeriesRole::category: return slot >= 0 && slot < 8 ? categories[static_cast<size_t>(slot)] : comparison;
    case SeriesRole::band_80: return band80;
    case SeriesRole::band_50: return band50;
    case SeriesRole::expected_range: return expectedRange;
    case SeriesRole::gain: return gain;
    case SeriesRole::loss: return loss;
    case SeriesRole::other:
    case SeriesRole::target: return comparison;
    }
    return actual;
}

const Tokens& lightTokens() {
    static const Tokens t{
        .window = "#F4F5F7",
        .surface = "#FFFFFF",
        .sunken = "#ECEEF1",
        .border = "#DDE1E6",
        .axis = "#AEB6C0",
        .grid = "#E8EBEF",
        .control = "#7C8591",
        .text = "#1B2027",
        .muted = "#59626E",
        .accent = "#1F5FA8",
        .onAccent = "#FFFFFF",
        .focus = "#1F5FA8",
        .selection = "#DCE8F6",
        .gain = "#0A7557",
        .loss = "#B3382C",
        .warning = "#8A5A00",
        .gainTint = "#E3F2EC",
        .lossTint = "#FBE9E6",
        .warningTint = "#FBF1DC",
        .infoTint = "#E8F0F9",
        .actual = "#1E4E80",
        .forecast = "#2670B5",
        .band50 = "#BCD5EC",
        .band80 = "#DEEAF6",
        .expectedRange = "#E6E9ED",
        .comparison = "#68727E",
        .categories = {"#527FE2", "#994E0A", "#3F7E65", "#A369AC", "#6F8B17", "#772524", "#614BA8", "#164B61"},
        .sequential = {"#F1F6FB", "#D6E5F3", "#AFCDE8", "#80B0DA", "#4F8FC7", "#2B6CA8", "#174A7C"},
        .diverging = {"#9C2B20", "#D4745F", "#E9AE9E", "#F7E0D9", "#F3F4F6", "#D9E7F4", "#A3C8E7", "#5A99D0", "#1F5FA8"},
    };
    return t;
}

const Tokens& darkTokens() {
    static const Tokens t{
        .window = "#14171B",
        .surface = "#1B1F25",
        .sunken = "#242A31",
        .border = "#313842",
        .axis = "#4A535E",
        .grid = "#282E36",
        .control = "#757F8C",
        .text = "#E7EAEE",
        .muted = "#A4ADB8",
        .accent = "#74B0EE",
        .onAccent = "#10161D",
        .focus = "#74B0EE",
        .selection = "#24364A",
        .gain = "#63D6AE",
        .loss = "#F1796D",
        .warning = "#E0AE4A",
        .gainTint = "#1B332C",
        .lossTint = "#3C2422",
        .warningTint = "#372D19",
        .infoTint = "#1D2C3D",
        .actual = "#8DC0F2",
        .forecast = "#6BA6E0",
        .band50 = "#2C4A67",
        .band80 = "#23364A",
        .expectedRange = "#2B313A",
        .comparison = "#919BA7",
        .categories = {"#5B85AB", "#E3973F", "#2FBE9F", "#E7A2F3", "#D9DD86", "#D26159", "#9789E2", "#B6E8FE"},
        .sequential = {"#1F2A36", "#243B52", "#2A5070", "#35698F", "#5590BA", "#79ABD0", "#B4D4EC"},
        .diverging = {"#F29A8B", "#D27564", "#8A483F", "#4E322F", "#2A3038", "#24394E", "#2A5C86", "#5F9CCB", "#A6D1F4"},
    };
    return t;
}

QPalette paletteOf(const Tokens& t) {
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.surface);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.muted);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.loss);
    p.setColor(QPalette::ToolTipBase, t.surface);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.selection);
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.grid);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.axis);
    p.setColor(QPalette::Shadow, t.axis);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, t.control);
    return p;
}

} // namespace plumbline::ui
