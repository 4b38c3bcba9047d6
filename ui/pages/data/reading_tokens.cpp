// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/reading_tokens.h"

#include <QMenu>

#include "ui/charts/theme.h"
#include "ui/pages/data/import_words.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {
constexpr int gap = 8;
constexpr int most_skipped = 10;
} // namespace

ReadingTokens::ReadingTokens(QWidget* parent) : QWidget(parent) {
    m_sheet = token(tr("Sheet"));
    m_encoding = token(tr("Encoding"));
    m_separator = token(tr("Separator"));
    m_decimal = token(tr("Decimal"));
    m_thousands = token(tr("Thousands"));
    m_dates = token(tr("Dates"));
    m_skipped = token(tr("Skipped"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

TokenButton* ReadingTokens::token(const QString& label) {
    auto* button = new TokenButton(label, QString(), QString(), this);
    button->setMenu(new QMenu(button));
    m_tokens.append(button);
    return button;
}

void ReadingTokens::choice(TokenButton* button, const QString& text, bool current, Set set) {
    QAction* action = button->menu()->addAction(text, this, [this, set = std::move(set)] {
        ingest::ReadOptions options = m_options;
        set(options);
        Q_EMIT optionsPicked(options);
    });
    action->setCheckable(true);
    action->setChecked(current);
}

void ReadingTokens::show(const ingest::PreviewResult& preview, const ingest::ReadOptions& options) {
    m_options = options;
    const ingest::Dialect& d = preview.reading.dialect;
    const auto set = [](TokenButton* button, const QString& value) {
        button->setValue(value);
        button->menu()->clear();
        button->setAccessibleName(ReadingTokens::tr("%1: %2").arg(button->label(), value));
    };
    const auto detect = tr("As the file suggests");

    set(m_encoding, encodingName(d.encoding));
    choice(m_encoding, detect, !options.encoding, [](auto& o) { o.encoding.reset(); });
    for (const char* id : {"utf-8", "windows-1252", "iso-8859-1", "utf-16le", "utf-16be"})
        choice(m_encoding, std::string_view(id) == "utf-16be" ? tr("UTF-16, big-endian") : encodingName(id),
               options.encoding == id, [id](auto& o) { o.encoding = id; });

    set(m_separator, separatorName(d.delimiter));
    choice(m_separator, detect, !options.delimiter, [](auto& o) { o.delimiter.reset(); });
    for (const char* id : {",", ";", "\t", "|"})
        choice(m_separator, separatorName(id), options.delimiter == id, [id](auto& o) { o.delimiter = id; });

    set(m_decimal, signName(d.decimal));
    choice(m_decimal, detect, !options.decimal, [](auto& o) { o.decimal.reset(); });
    for (const char* id : {".", ","}) choice(m_decimal, signName(id), options.decimal == id, [id](auto& o) { o.decimal = id; });

    set(m_thousands, signName(d.thousands));
    choice(m_thousands, detect, !options.thousands, [](auto& o) { o.thousands.reset(); });
    for (const char* id : {"", ",", ".", "'", " "})
        choice(m_thousands, signName(id), options.thousands == id, [id](auto& o) { o.thousands = id; });

    set(m_dates, dateFormatName(d.date_format));
    choice(m_dates, detect, !options.date_order, [](auto& o) { o.date_order.reset(); });
    for (const char* id : {"dmy", "mdy", "ymd"})
        choice(m_dates, dateOrderName(id), options.date_order == id, [id](auto& o) { o.date_order = id; });

    set(m_skipped, skippedName(d.skipped_head, d.skipped_tail));
    choice(m_skipped, detect, !options.skip_head && !options.skip_tail, [](auto& o) {
        o.skip_head.reset();
        o.skip_tail.reset();
    });
    QMenu* head = m_skipped->menu()->addMenu(tr("Lines above the header"));
    QMenu* tail = m_skipped->menu()->addMenu(tr("Lines below the data"));
    for (int64_t n = 0; n <= most_skipped; ++n)
        for (QMenu* menu : {head, tail}) {
            QAction* action = menu->addAction(QString::number(n), this, [this, n, above = menu == head] {
                ingest::ReadOptions changed = m_options;
                (above ? changed.skip_head : changed.skip_tail) = n;
                Q_EMIT optionsPicked(changed);
            });
            action->setCheckable(true);
            action->setChecked((menu == head ? d.skipped_head : d.skipped_tail) == n);
        }

    m_sheet->menu()->clear();
    if (!preview.sheets.empty()) {
        const QString current = options.sheet ? qs(*options.sheet) : qs(preview.sheets.front());
        set(m_sheet, current);
        for (const std::string& name : preview.sheets)
            choice(m_sheet, qs(name), qs(name) == current, [name](auto& o) { o.sheet = name; });
    }
    // A workbook has sheets, but no separator; a folder of Parquet has neither.
    const bool text = !d.delimiter.empty() && preview.sheets.empty();
    m_sheet->setVisible(!preview.sheets.empty());
    for (TokenButton* button : {m_encoding, m_separator, m_decimal, m_thousands, m_skipped}) button->setVisible(text);
    m_dates->setVisible(!d.date_format.empty());
    place(width(), true);
    updateGeometry();
}

int ReadingTokens::place(int width, bool apply) const {
    int x = 0, y = 0, line = 0;
    for (TokenButton* button : m_tokens) {
        if (button->isHidden()) continue;
        const QSize size = button->sizeHint();
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += line + px(gap);
            line = 0;
        }
        if (apply) button->setGeometry(x, y, std::min(size.width(), std::max(width, 1)), size.height());
        x += size.width() + px(gap);
        line = std::max(line, size.height());
    }
    return y + line;
}

int ReadingTokens::heightForWidth(int width) const { return place(width, false); }

QSize ReadingTokens::sizeHint() const { return {px(400), place(width() > 0 ? width() : px(800), false)}; }

void ReadingTokens::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place(width(), true);
}

} // namespace plumbline::ui
