// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/answer_view.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/assistant/wording.h"
#include "ui/charts/chart_widget.h"
#include "ui/print/pdf.h"
#include "ui/widgets/export_sink.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {

constexpr int chart_height = 200; // px at 100 %: a chart of the pane, under the sentence
constexpr int rows_shown = 5;     // of a table, until all are asked for
constexpr int rows_opened = 15;   // then, before it scrolls

QString words(const std::string& text) { return QString::fromStdString(text); }

/// The question, as the person wrote it: a sunken bubble at the right.
class Bubble : public QFrame {
public:
    explicit Bubble(const QString& text) {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(12, 8, 12, 8);
        column->addWidget(new WrapLabel(text, TextStyle::body));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens().sunken);
        painter.drawRoundedRect(rect(), 6, 6);
    }
};

/// The box of what was understood: an edge, no ground.
class Outline : public QFrame {
protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(tokens().border);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
};

/// The first sentence carries the result.
std::pair<QString, QString> firstSentence(const QString& text) {
    const std::string bytes = text.toStdString();
    const size_t end = assistant::first_sentence_end(bytes);
    if (end >= bytes.size()) return {text, QString()};
    return {words(bytes.substr(0, end)), words(bytes.substr(end + 1))};
}

} // namespace

AnswerView::AnswerView(ChatPresenter& presenter, size_t index, QWidget* parent)
    : QFrame(parent), m_presenter(presenter), m_index(index) {
    const assistant::Reply& reply = entry().reply;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(8);
    auto* line = new QHBoxLayout;
    line->addSpacing(px(56));
    line->addStretch(1);
    line->addWidget(new Bubble(words(reply.question)), 4);
    column->addLayout(line);
    addSentence(column);
    if (!reply.cautions.empty()) {
        auto* message = new InlineMessage;
        message->setWordWrap(true);
        QString text = words(reply.cautions.front());
        if (reply.cautions.size() > 1)
            text += QLatin1Char(' ') + tr("%n more finding(s) concern it.", nullptr, static_cast<int>(reply.cautions.size()) - 1);
        message->setMessage(Tone::warning, text);
        column->addWidget(message);
    }
    for (const std::string& option : reply.options) {
        auto* button = makeButton(words(option), ButtonKind::outlined);
        connect(button, &QPushButton::clicked, this, [this, option] { Q_EMIT chosen(words(option)); });
        column->addWidget(button, 0, Qt::AlignLeft);
    }
    for (const Table& part : reply.parts)
        if (part.rows() > 0 && (part.rows() > 1 || part.columns() > 2)) addTable(column, part);
    if (reply.chart) {
        m_chart = new ChartWidget;
        m_chart->setSpec(*reply.chart);
        m_chart->setFixedHeight(px(chart_height));
        column->addWidget(m_chart);
    }
    for (const std::string& recommendation : reply.recommendations)
        column->addWidget(new WrapLabel(QStringLiteral("\u2022 ") + words(recommendation), TextStyle::body));
    if (entry().refining) column->addWidget(new WrapLabel(tr("Being refined…"), TextStyle::small, Tone::muted));
    if (!entry().note.isEmpty()) column->addWidget(new WrapLabel(entry().note, TextStyle::small, Tone::muted));
    if (!reply.refused && !reply.clarify) {
        column->addWidget(makeUnderstood());
        column->addWidget(makeActions());
    }
    setAccessibleName(words(reply.question) + QStringLiteral(": ") + words(reply.text));
}

void AnswerView::addSentence(QVBoxLayout* to) {
    const assistant::Reply& reply = entry().reply;
    const auto [first, rest] = firstSentence(words(reply.refused ? reply.reason : reply.text));
    if (reply.refused) {
        auto* message = new InlineMessage;
        message->setWordWrap(true);
        message->setMessage(Tone::warning, words(reply.reason));
        to->addWidget(message);
        if (reply.suggestions.empty()) return;
        to->addWidget(new WrapLabel(tr("What can be asked of these data:"), TextStyle::small, Tone::muted));
        for (size_t i = 0; i < std::min<size_t>(3, reply.suggestions.size()); ++i) {
            auto* button = makeButton(words(reply.suggestions[i]), ButtonKind::link);
            connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT chosen(words(entry().reply.suggestions[i])); });
            to->addWidget(button, 0, Qt::AlignLeft);
        }
        return;
    }
    for (const auto& [part, style] : {std::pair{first, TextStyle::bodyStrong}, std::pair{rest, TextStyle::body}}) {
        if (part.isEmpty()) continue;
        auto* text = new WrapLabel(part, style);
        text->setTextFormat(Qt::PlainText);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->setAccessibleName(part);
        to->addWidget(text);
    }
}

/// Five rows; the others on request.
void AnswerView::addTable(QVBoxLayout* to, const Table& table) {
    if (!m_presenter.dataset()) return;
    auto* view = new SpecTable;
    TableSpec spec = assistant::answer_table(table, *m_presenter.dataset(), entry().reply.language);
    spec.title = entry().reply.question;
    view->setSpec(spec);
    view->setMaximumRows(rows_shown);
    view->setAccessibleName(tr("Table of the answer"));
    if (!m_table) m_table = view;
    to->addWidget(view);
    if (table.rows() <= static_cast<size_t>(rows_shown)) return;
    auto* all = makeButton(tr("All %n row(s)", nullptr, static_cast<int>(table.rows())), ButtonKind::link);
    connect(all, &QPushButton::clicked, view, [view, all] {
        view->setMaximumRows(rows_opened);
        all->hide();
        view->setFocus();
    });
    to->addWidget(all, 0, Qt::AlignLeft);
}

QString AnswerView::stageName(const std::string& id) {
    const std::map<std::string, QString> names{{"validate", tr("checked")},   {"classify", tr("kind of question")},
                                               {"select", tr("words found")}, {"plan", tr("understood")},
                                               {"execute", tr("computed")},   {"narrate", tr("written")}};
    const auto at = names.find(id);
    return at == names.end() ? words(id) : at->second;
}

/// Tokens that can be taken away or changed; folded: SQL and stages.
QWidget* AnswerView::makeUnderstood() {
    auto* box = new Outline;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("What I understood"), TextStyle::controlStrong));
    head->addStretch(1);
    head->addWidget(makeLabel(tr("change it, the answer follows"), TextStyle::small, Tone::muted));
    column->addLayout(head);
    addTokens(column);
    const assistant::Reply& reply = entry().reply;
    QStringList stages;
    double ms = 0;
    for (const assistant::Stage& s : reply.stages) {
        stages.append(
            tr("%1: %2 ms (%3)")
                .arg(stageName(s.name), QString::number(s.ms, 'f', 1), s.by == "offline" ? tr("this machine") : words(s.by)));
        ms += s.ms;
    }
    auto* folds = new QHBoxLayout;
    folds->setSpacing(12);
    column->addLayout(folds);
    auto fold = [&](const QString& name, QWidget* details) {
        auto* button = new QToolButton;
        button->setText(name);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setArrowType(Qt::RightArrow);
        button->setCheckable(true);
        button->setAutoRaise(true);
        folds->addWidget(button);
        details->hide();
        column->addWidget(details);
        connect(button, &QToolButton::toggled, details, [button, details](bool open) {
            details->setVisible(open);
            button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        });
    };
    if (!reply.sql.empty()) {
        auto* sql = new QPlainTextEdit(words(reply.sql));
        sql->setReadOnly(true);
        sql->setTabChangesFocus(true);
        sql->setAccessibleName(tr("Compiled SQL"));
        sql->setFixedHeight(px(110));
        fold(tr("Compiled SQL"), sql);
    }
    fold(tr("Steps, %1 ms").arg(QString::number(ms, 'f', 0)),
         new WrapLabel(stages.join(QStringLiteral(" · ")), TextStyle::small, Tone::muted));
    if (!entry().reasoning.isEmpty())
        fold(tr("The model's notes"), new WrapLabel(entry().reasoning.left(4000), TextStyle::small, Tone::muted));
    folds->addStretch(1);
    return box;
}

void AnswerView::addTokens(QVBoxLayout* to) {
    const std::map<std::string, QString> labels{{"metric", tr("Metric")},
                                                {"dimension", tr("By")},
                                                {"filter", tr("Only")},
                                                {"period", tr("Period")},
                                                {"comparison", tr("Compared with")},
                                                {"aggregate", tr("Aggregate")},
                                                {"condition", tr("Where")},
                                                {"limit", tr("At most")},
                                                {"side", tr("Compares")},
                                                {"times", tr("How often")},
                                                {"among", tr("First chosen")},
                                                {"running", tr("Running total")}};
    auto* grid = new QGridLayout; // two beside each other
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(6);
    to->addLayout(grid);
    bool metric = false, dimension = false;
    const assistant::SemanticQuery* query = entry().reply.plan.queries.empty() ? nullptr : &entry().reply.plan.queries.front();
    for (size_t i = 0; i < entry().tokens.size(); ++i) {
        const auto& [kind, text] = entry().tokens[i];
        const auto label = labels.find(kind);
        auto* token = new TokenButton(label == labels.end() ? words(kind) : label->second, words(text));
        token->setCompact(true);
        const bool fixed = (kind == "metric" && (!query || query->metrics.size() < 2)) ||
                           (kind == "period" && (!query || query->periods.empty()));
        token->setClearable(!fixed);
        connect(token, &TokenButton::clearRequested, this, [this, i] { m_presenter.withoutToken(m_index, i); });
        if (kind == "metric" && !metric) {
            metric = true;
            auto* menu = new QMenu(token);
            for (const auto& [id, name] : m_presenter.metricChoices())
                connect(menu->addAction(name), &QAction::triggered, this,
                        [this, id = id] { m_presenter.withMetric(m_index, id); });
            if (fixed) token->setMenu(menu);
        } else if (kind == "dimension" && !dimension) {
            dimension = true;
            auto* menu = new QMenu(token);
            for (const auto& [field, name] : m_presenter.dimensionChoices())
                connect(menu->addAction(name), &QAction::triggered, this,
                        [this, field = field] { m_presenter.withDimension(m_index, field); });
            menu->addSeparator();
            connect(menu->addAction(tr("All together")), &QAction::triggered, this,
                    [this, i] { m_presenter.withoutToken(m_index, i); });
            token->setClearable(false);
            token->setMenu(menu);
        } else if (kind == "period" && fixed && m_presenter.dataset() && m_presenter.dataset()->dates) {
            auto* menu = new QMenu(token);
            const DatasetInfo& d = *m_presenter.dataset();
            connect(menu->addAction(tr("All days")), &QAction::triggered, this,
                    [this] { m_presenter.withPeriod(m_index, std::nullopt); });
            const std::pair<QString, Grain> choices[] = {{tr("Last complete week"), Grain::week},
                                                         {tr("Last complete month"), Grain::month}};
            for (const auto& [name, grain] : choices) {
                const DateRange range = metrics::last_complete_periods(d, grain, 1);
                connect(menu->addAction(name), &QAction::triggered, this,
                        [this, range] { m_presenter.withPeriod(m_index, range); });
            }
            token->setMenu(menu);
        }
        const int place = static_cast<int>(i);
        grid->addWidget(token, place / 2, place % 2, Qt::AlignLeft);
    }
}

QWidget* AnswerView::makeActions() {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    const bool write = !m_presenter.session().isReadOnly();
    auto* pin = makeButton(tr("Pin"), ButtonKind::quiet, QStringLiteral("pin"));
    pin->setToolTip(tr("Puts the chart on the dashboard, with today's date."));
    pin->setEnabled(write && entry().reply.chart.has_value());
    connect(pin, &QPushButton::clicked, this, [this] { m_presenter.pin(m_index); });
    auto* report = makeButton(tr("To report"), ButtonKind::quiet, QStringLiteral("reports"));
    report->setToolTip(tr("Adds sentence, chart and table to the next review."));
    report->setEnabled(write);
    connect(report, &QPushButton::clicked, this, [this] { m_presenter.addToReport(m_index); });
    auto* copy = makeButton(tr("Copy"), ButtonKind::quiet, QStringLiteral("copy"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(plainText()); });
    for (QPushButton* b : {pin, report, copy}) line->addWidget(b);
    line->addStretch(1);
    auto* useful = makeIconButton(QStringLiteral("check"), tr("Useful"));
    useful->setEnabled(write);
    connect(useful, &QToolButton::clicked, this, [this, useful] { askFeedback(useful, true); });
    auto* more = makeIconButton(QStringLiteral("more"), tr("More about this answer"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more);
    fillMore(menu);
    more->setMenu(menu);
    line->addWidget(useful);
    line->addWidget(more);
    return row;
}

void AnswerView::fillMore(QMenu* menu) {
    const bool write = !m_presenter.session().isReadOnly();
    if (m_table) {
        auto* table = menu->addMenu(tr("Table"));
        m_table->fillMenu(table);
    }
    if (m_chart)
        for (QAction* action : m_chart->exportActions()) menu->addAction(action);
    if (entry().reply.document) {
        connect(menu->addAction(tr("Save the report as PDF…")), &QAction::triggered, this, [this] {
            askForFile(this, tr("Save the report"), fileName(words(entry().reply.question)), QStringLiteral("pdf"),
                       tr("PDF (*.pdf)"), [this, document = entry().reply.document](const QString& file) {
                           try {
                               write_pdf(*document, file);
                               Q_EMIT m_presenter.told(tr("Saved as %1.").arg(QFileInfo(file).fileName()));
                           } catch (const Error& e) {
                               Q_EMIT m_presenter.failed(words(e.text(m_presenter.session().language()).what_happened));
                           }
                       });
        });
    }
    menu->addSeparator();
    auto* useless = menu->addAction(tr("Not useful…"));
    connect(useless, &QAction::triggered, this, [this] { askFeedback(this, false); });
    auto* right = menu->addAction(tr("Always understand this question so"));
    connect(right, &QAction::triggered, this, [this, right] {
        right->setEnabled(false);
        m_presenter.confirm(m_index);
    });
    useless->setEnabled(write);
    right->setEnabled(write);
}

/// 1 to 5 and a comment, in a small window that a click beside it closes.
void AnswerView::askFeedback(QWidget* at, bool useful) {
    auto* popup = new QFrame(this, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setFrameShape(QFrame::StyledPanel);
    auto* column = new QVBoxLayout(popup);
    column->addWidget(makeLabel(useful ? tr("How useful was it?") : tr("What was wrong?"), TextStyle::controlStrong));
    auto* row = new QHBoxLayout;
    auto* stars = new QButtonGroup(popup);
    for (int i = 1; i <= 5; ++i) {
        auto* button = makeButton(QString::number(i), ButtonKind::outlined);
        button->setCheckable(true);
        button->setAccessibleName(tr("%1 of 5").arg(i));
        stars->addButton(button, i);
        row->addWidget(button);
    }
    stars->button(useful ? 5 : 1)->setChecked(true);
    column->addLayout(row);
    auto* comment = new QLineEdit;
    comment->setPlaceholderText(tr("Comment, if you like"));
    comment->setAccessibleName(tr("Comment"));
    column->addWidget(comment);
    auto* keep = makeButton(tr("Keep"), ButtonKind::primary);
    column->addWidget(keep, 0, Qt::AlignRight);
    auto done = [this, popup, stars, comment, useful] {
        m_presenter.feedback(m_index, useful, stars->checkedId(), comment->text());
        popup->close();
    };
    connect(keep, &QPushButton::clicked, popup, done);
    connect(comment, &QLineEdit::returnPressed, popup, done);
    popup->adjustSize();
    popup->move(
        at->mapToGlobal(QPoint(at->width() - popup->width(), at == this ? at->height() - popup->height() : at->height())));
    popup->show();
    comment->setFocus();
}

QString AnswerView::plainText() const {
    QString out = words(entry().reply.question) + QLatin1Char('\n') + words(entry().reply.text) + QLatin1Char('\n');
    for (const std::string& caution : entry().reply.cautions) out += words(caution) + QLatin1Char('\n');
    for (const Table& t : entry().reply.parts) {
        if (!m_presenter.dataset()) break;
        const TableSpec named = assistant::answer_table(t, *m_presenter.dataset(), entry().reply.language);
        for (size_t c = 0; c < t.columns(); ++c) out += (c ? QStringLiteral("\t") : QString()) + words(named.columns[c].title);
        out += QLatin1Char('\n');
        for (size_t r = 0; r < t.rows(); ++r) {
            for (size_t c = 0; c < t.columns(); ++c)
                out += (c ? QStringLiteral("\t") : QString()) + words(to_text(t.column(c).value(r)));
            out += QLatin1Char('\n');
        }
    }
    return out;
}

} // namespace plumbline::ui
