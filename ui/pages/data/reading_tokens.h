// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

#include <QWidget>

#include "core/ingest/import.h"

class QMenu;

namespace plumbline::ui {

class FlowRow;
class TokenButton;

/// How a file is read, as tokens: encoding, separator, decimal, thousands, dates, skipped lines, sheet. Each is a menu that reads
/// again.
class ReadingTokens : public QWidget {
    Q_OBJECT
public:
    explicit ReadingTokens(QWidget* parent = nullptr);
    void show(const ingest::PreviewResult& preview, const ingest::ReadOptions& options);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void optionsPicked(const plumbline::ingest::ReadOptions& options);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    using Set = std::function<void(ingest::ReadOptions&)>;
    TokenButton* token(const QString& label);
    void choice(TokenButton* token, const QString& text, bool current, Set set);
    int place(int width, bool apply) const;
    ingest::ReadOptions m_options;
    TokenButton *m_sheet, *m_encoding, *m_separator, *m_decimal, *m_thousands, *m_dates, *m_skipped;
    QList<TokenButton*> m_tokens;
};

} // namespace plumbline::ui
