// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/answer_view.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/table/table.h"
#include "ui/charts/chart_widget.h"
#include "ui/charts/number_style.h"
#include "ui/models/table_model.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {

constexpr int chart_height = 200; // px at 100 %: a chart of the pane, under the sentence
constexpr int rows_shown = 5;     // of a table before it scrolls

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
    const qsizetype end = text.indexOf(QStringLiteral(". "));
    if (end < 0) return {text, QString()};
    return {text.left(end + 1), text.mid(end + 2)};
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
    if (reply.refused) {
        auto* message = new InlineMessage;
        message->setWordWrap(true);
        message->setMessage(Tone::warning, words(reply.reason));
        column->addWidget(message);
    } else {
        const auto [first, rest] = firstSentence(words(reply.text));
        for (const auto& [part, style] : {std::pair{first, TextStyle::bodyStrong}, std::pair{rest, TextStyle::body}}) {
            if (part.isEmpty()) continue;
            auto* text = new WrapLabel(part, style);
            text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            text->setAccessibleName(tr("Answer"));
            column->addWidget(text);
        }
    }
    for (const std::string& recommendation : reply.recommendations)
        column->addWidget(new WrapLabel(QStringLiteral("\u2022 ") + words(recommendation), TextStyle::body));
    for (const std::string& option : reply.options) {
        auto* button = makeButton(words(option), ButtonKind::outlined);
        connect(button, &QPushButton::clicked, this, [this, option] {
            Q_EMIT chosen(words(entry().reply.question) + QStringLiteral(" (") + words(option) + QStringLiteral(")"));
        });
        column->addWidget(button, 0, Qt::AlignLeft);
    }
    if (reply.chart) {
        auto* chart = new ChartWidget;
        chart->setSpec(*reply.chart);
        chart->setFixedHeight(px(chart_height));
        column->addWidget(chart);
    }
    for (const Table& part : reply.parts)
        if (part.rows() > 0 && (part.rows() > 1 || part.columns() > 2)) column->addWidget(makeTable(part));
    if (!reply.refused && !reply.clarify) {
        column->addWidget(makeUnderstood());
        column->addWidget(makeActions());
    }
    setAccessibleName(words(reply.question) + QStringLiteral(": ") + words(reply.text));
}

QWidget* AnswerView::makeTable(const Table& table) {
    auto* view = new QTableView;
    auto* model = new TableModel(view);
    model->setStyle(numberStyle());
    model->setTable(table);
    view->setModel(model);
    view->verticalHeader()->hide();
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->horizontalHeader()->setStretchLastSection(true);
    view->resizeColumnsToContents();
    view->setAccessibleName(tr("Table of the answer"));
    view->setTabKeyNavigation(false);
    const int rows = static_cast<int>(std::min<size_t>(table.rows(), rows_shown));
    view->setFixedHeight(view->horizontalHeader()->sizeHint().height() + rows * view->verticalHeader()->defaultSectionSize() +
                         2 * view->frameWidth() + 2);
    return view;
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
        stages.append(tr("%1: %2 ms (%3)").arg(words(s.name), QString::number(s.ms, 'f', 1), words(s.by)));
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
                                                {"limit", tr("At most")}};
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
    line->setSpacing(8);
    auto* copy = makeButton(tr("Copy"), ButtonKind::quiet);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(plainText()); });
    auto* useful = makeButton(tr("Useful"), ButtonKind::quiet);
    auto* useless = makeButton(tr("Not useful"), ButtonKind::quiet);
    auto* right = makeButton(tr("Remember this reading"), ButtonKind::quiet);
    right->setToolTip(tr("The same question will be understood this way from now on."));
    for (QPushButton* b : {useful, useless, right}) b->setCheckable(true);
    connect(useful, &QPushButton::clicked, this, [this, useless] {
        useless->setChecked(false);
        m_presenter.feedback(m_index, true);
    });
    connect(useless, &QPushButton::clicked, this, [this, useful] {
        useful->setChecked(false);
        m_presenter.feedback(m_index, false);
    });
    connect(right, &QPushButton::clicked, this, [this, right] {
        right->setEnabled(false);
        m_presenter.confirm(m_index);
    });
    for (QPushButton* b : {copy, useful, useless, right}) line->addWidget(b);
    line->addStretch(1);
    return row;
}

QString AnswerView::plainText() const {
    QString out = words(entry().reply.question) + QLatin1Char('\n') + words(entry().reply.text) + QLatin1Char('\n');
    for (const Table& t : entry().reply.parts) {
        for (size_t c = 0; c < t.columns(); ++c) out += (c ? QStringLiteral("\t") : QString()) + words(t.column(c).name());
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
