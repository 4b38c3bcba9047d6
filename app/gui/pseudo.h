// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTranslator>

namespace plumbline::app {

/// "Save view" -> "[Šàṽé ṽîéŵ ~~~~]": a made-up language 40 % longer than English, in which every translated text wears brackets.
/// Places (%1, %n), mnemonics and markup stay.
QString pseudoText(const QString& source);

/// Answers every text of the program and of Qt with its pseudoText.
class PseudoTranslator : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;
    QString translate(const char* context, const char* source, const char* comment = nullptr, int n = -1) const override;
    bool isEmpty() const override { return false; }
};

} // namespace plumbline::app
