// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/assistant_settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include "core/base/format.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {

namespace {

constexpr int list_px = 88, preview_px = 160;

QDoubleSpinBox* money(double most) {
    auto* box = new QDoubleSpinBox;
    box->setRange(0, most);
    box->setDecimals(2);
    box->setSpecialValueText(AssistantSettings::tr("no limit"));
    return box;
}

QString text(const std::string& s) { return QString::fromStdString(s); }

} // namespace

AssistantSettings::AssistantSettings(Session& session, QWidget* parent)
    : SettingsSection(parent), m_setup(new AssistantSetup(session, this)) {
    build();
    watch();
    connect(m_setup, &AssistantSetup::loaded, this, &AssistantSettings::fill);
    connect(m_setup, &AssistantSetup::tested, this, [this](bool works, const QString& sentence) {
        m_state->setText(sentence);
        setTone(m_state, works ? Tone::gain : Tone::loss);
        m_test->setEnabled(true);
    });
    connect(m_setup, &AssistantSetup::previewed, m_preview, &QPlainTextEdit::setPlainText);
    connect(m_setup, &AssistantSetup::failed, this, [this](const QString& sentence) {
        m_state->setText(sentence);
        setTone(m_state, Tone::loss);
        m_compare->setEnabled(true);
    });
    connect(m_setup, &AssistantSetup::compared, this, [this](const std::vector<assistant::Trial>& trials) {
        m_compare->setEnabled(true);
        const NumberStyle style = NumberStyle::of(m_setup->session().language());
        TableSpec spec;
        spec.id = "endpoints";
        spec.title = tr("Which endpoint answers best?").toStdString();
        for (const QString& name : {tr("Endpoint"), tr("Same figures"), tr("Sentences taken"), tr("Mean time, s"), tr("Tokens"),
                                    tr("Cost"), tr("Remark")})
            spec.columns.push_back({name.toStdString(),
                                    name.toStdString(),
                                    spec.columns.empty() || name == tr("Remark") ? CellKind::text : CellKind::number,
                                    {}});
        for (const assistant::Trial& t : trials) {
            auto number = [&](double v, int decimals) {
                TableCell c;
                c.value = v;
                c.text = format_number(v, decimals, style);
                return c;
            };
            TableCell name, remark, right = number(t.right, 0), taken = number(t.grounded, 0);
            name.text = t.endpoint;
            remark.text = t.reason;
            right.text += " / " + std::to_string(t.questions);
            taken.text += " / " + std::to_string(t.questions);
            spec.rows.push_back({name, right, taken, number(t.mean_ms / 1000, 1), number(static_cast<double>(t.tokens), 0),
                                 number(t.cost, 4), remark});
        }
        m_trials->setSpec(spec);
        m_trials->show();
    });
}

void AssistantSettings::build() {
    QVBoxLayout* column = this->column();
    m_network = new QCheckBox(tr("Language models may refine answers"));
    m_network->setToolTip(tr("Off: nothing leaves this machine, and every question is answered here."));
    column->addWidget(m_network);
    m_policy = new WrapLabel({}, TextStyle::small, Tone::muted);
    column->addWidget(m_policy);

    auto* row = new QHBoxLayout;
    auto* left = new QVBoxLayout;
    m_endpoints = new QListWidget;
    m_endpoints->setAccessibleName(tr("Endpoints"));
    m_endpoints->setFixedHeight(px(list_px));
    left->addWidget(m_endpoints);
    auto* buttons = new QHBoxLayout;
    auto* add = makeButton(tr("Add"), ButtonKind::quiet, QStringLiteral("plus"));
    m_remove = makeButton(tr("Remove"), ButtonKind::quiet, QStringLiteral("trash"));
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    left->addLayout(buttons);
    left->addStretch(1);
    row->addLayout(left, 1);
    m_form = new QGroupBox(tr("Endpoint"));
    auto* form = new QFormLayout(m_form);
    m_name = new QLineEdit;
    m_kind = new QComboBox;
    for (const char* kind : {"openai", "azure", "ollama", "deepseek", "llamacpp", "vllm"}) m_kind->addItem(QLatin1String(kind));
    m_url = new QLineEdit;
    m_url->setPlaceholderText(QStringLiteral("http://localhost:11434/v1"));
    m_model = new QLineEdit;
    m_key = new QLineEdit;
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setToolTip(tr("Kept in a file that only you can read, outside of the workspace."));
    m_priceIn = money(10'000);
    m_priceOut = money(10'000);
    for (QDoubleSpinBox* box : {m_priceIn, m_priceOut}) box->setSpecialValueText(tr("free"));
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Kind of server"), m_kind);
    form->addRow(tr("Address"), m_url);
    form->addRow(tr("Model"), m_model);
    form->addRow(tr("Key"), m_key);
    form->addRow(tr("Price of a million tokens in"), m_priceIn);
    form->addRow(tr("Price of a million tokens out"), m_priceOut);
    m_test = makeButton(tr("Test connection"), ButtonKind::outlined);
    m_state = new WrapLabel({}, TextStyle::small, Tone::muted);
    form->addRow(m_test, m_state);
    row->addWidget(m_form, 2);
    column->addLayout(row);

    auto* stages = new QFormLayout;
    const QString names[] = {tr("Questions are checked by"), tr("The kind of question is told by"), tr("Columns are chosen by"),
                             tr("Questions are understood by"), tr("Sentences are written by")};
    for (size_t i = 0; i < m_stages.size(); ++i) {
        m_stages[i] = new QComboBox;
        m_stages[i]->setAccessibleName(names[i]);
        stages->addRow(names[i], m_stages[i]);
    }
    m_day = money(1e6);
    m_month = money(1e6);
    m_tokens = new QSpinBox;
    m_tokens->setRange(0, 1'000'000'000);
    m_tokens->setSingleStep(100'000);
    m_tokens->setSpecialValueText(tr("no limit"));
    stages->addRow(tr("At most a day"), m_day);
    stages->addRow(tr("At most a month"), m_month);
    stages->addRow(tr("Tokens a month"), m_tokens);
    m_spent = new WrapLabel({}, TextStyle::small, Tone::muted);
    stages->addRow(tr("Spent so far"), m_spent);
    column->addLayout(stages);

    column->addWidget(makeLabel(tr("Columns that never leave this machine"), TextStyle::controlStrong));
    m_columns = new QListWidget;
    m_columns->setAccessibleName(tr("Columns that never leave this machine"));
    m_columns->setFixedHeight(px(list_px));
    column->addWidget(m_columns);

    column->addWidget(makeLabel(tr("What exactly would be sent?"), TextStyle::controlStrong));
    auto* ask = new QHBoxLayout;
    m_question = new QLineEdit;
    m_question->setPlaceholderText(tr("A question, such as: revenue by channel"));
    m_question->setAccessibleName(tr("Question"));
    auto* show = makeButton(tr("Show"), ButtonKind::outlined);
    ask->addWidget(m_question, 1);
    ask->addWidget(show);
    column->addLayout(ask);
    m_preview = new QPlainTextEdit;
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setFixedHeight(px(preview_px));
    m_preview->setAccessibleName(tr("What would be sent"));
    m_preview->setPlaceholderText(tr("Only names, definitions and totals; never rows of your data."));
    column->addWidget(m_preview);

    m_compare = makeButton(tr("Compare the endpoints"), ButtonKind::outlined);
    m_compare->setToolTip(tr("Asks each of them the questions you confirmed, then those your data suggest."));
    column->addWidget(m_compare, 0, Qt::AlignLeft);
    m_trials = new SpecTable;
    m_trials->setAccessibleName(tr("Comparison of the endpoints"));
    m_trials->hide();
    column->addWidget(m_trials);

    connect(m_endpoints, &QListWidget::currentRowChanged, this, &AssistantSettings::showEndpoint);
    connect(add, &QPushButton::clicked, this, [this] {
        keepEndpoint();
        assistant::Endpoint e;
        e.name = tr("Endpoint %1").arg(m_setup->models.endpoints.size() + 1).toStdString();
        m_setup->models.endpoints.push_back(std::move(e));
        m_row = -1;
        m_endpoints->addItem(text(m_setup->models.endpoints.back().name));
        m_endpoints->setCurrentRow(m_endpoints->count() - 1);
        showStages();
        Q_EMIT edited();
        m_name->setFocus();
        m_name->selectAll();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const int at = m_endpoints->currentRow();
        if (at < 0) return;
        m_row = -1;
        m_setup->models.endpoints.erase(m_setup->models.endpoints.begin() + at);
        delete m_endpoints->takeItem(at);
        showStages();
        Q_EMIT edited();
    });
    connect(m_test, &QPushButton::clicked, this, [this] {
        keepEndpoint();
        if (m_row < 0) return;
        m_test->setEnabled(false);
        m_state->setText(tr("Asking…"));
        m_setup->policy.network = m_network->isChecked();
        m_setup->test(m_setup->models.endpoints[static_cast<size_t>(m_row)]);
    });
    auto preview = [this] {
        keepEndpoint();
        m_setup->preview(m_question->text().isEmpty() ? tr("Revenue by channel") : m_question->text());
    };
    connect(show, &QPushButton::clicked, this, preview);
    connect(m_question, &QLineEdit::returnPressed, this, preview);
    connect(m_compare, &QPushButton::clicked, this, [this] {
        apply();
        m_compare->setEnabled(false);
        m_setup->compare();
    });
}

/// What is entered is told, so that "Save" has something to do.
void AssistantSettings::watch() {
    auto told = [this] {
        if (!m_filling) Q_EMIT edited();
    };
    for (QLineEdit* w : findChildren<QLineEdit*>())
        if (w != m_question) connect(w, &QLineEdit::textEdited, this, told);
    for (QCheckBox* w : findChildren<QCheckBox*>()) connect(w, &QCheckBox::clicked, this, told);
    for (QComboBox* w : findChildren<QComboBox*>()) connect(w, &QComboBox::activated, this, told);
    for (QDoubleSpinBox* w : findChildren<QDoubleSpinBox*>()) connect(w, &QDoubleSpinBox::valueChanged, this, told);
    connect(m_tokens, &QSpinBox::valueChanged, this, told);
    connect(m_columns, &QListWidget::itemChanged, this, told);
}

void AssistantSettings::fill() {
    m_filling = true;
    const assistant::Policy& p = m_setup->policy;
    m_network->setChecked(p.network);
    m_policy->setVisible(!m_setup->policyFile.isEmpty());
    m_policy->setText(m_setup->policyForbids ? tr("The policy file %1 keeps the network off.").arg(m_setup->policyFile)
                                             : tr("The policy file %1 holds as well.").arg(m_setup->policyFile));
    m_network->setEnabled(!m_setup->session().isReadOnly() && !m_setup->policyForbids);
    m_row = -1;
    m_endpoints->clear();
    for (const assistant::Endpoint& e : m_setup->models.endpoints) m_endpoints->addItem(text(e.name));
    m_endpoints->setCurrentRow(m_endpoints->count() > 0 ? 0 : -1);
    if (m_endpoints->count() == 0) showEndpoint(-1);
    m_day->setValue(p.day_budget);
    m_month->setValue(p.month_budget);
    m_tokens->setValue(static_cast<int>(std::min<int64_t>(p.month_tokens, 1'000'000'000)));
    QStringList spent;
    const NumberStyle style = NumberStyle::of(m_setup->session().language());
    for (const assistant::LedgerSum& s : m_setup->spent)
        spent.append(tr("%1: %2 requests, %3 tokens, %4")
                         .arg(text(s.month), QString::number(s.requests),
                              text(format_number(static_cast<double>(s.tokens_in + s.tokens_out), 0, style)),
                              text(format_number(s.cost, 2, style))));
    m_spent->setText(spent.isEmpty() ? tr("nothing") : spent.join(QLatin1Char('\n')));
    showStages();
    showColumns();
    m_filling = false;
}

void AssistantSettings::showEndpoint(int row) {
    const bool filling = m_filling;
    keepEndpoint();
    m_filling = true;
    m_row = row;
    const bool there = row >= 0 && static_cast<size_t>(row) < m_setup->models.endpoints.size();
    m_form->setEnabled(there);
    m_remove->setEnabled(there);
    const assistant::Endpoint e = there ? m_setup->models.endpoints[static_cast<size_t>(row)] : assistant::Endpoint{};
    m_name->setText(text(e.name));
    m_kind->setCurrentText(text(e.kind));
    m_url->setText(text(e.url));
    m_model->setText(text(e.model));
    m_key->setText(text(e.key));
    m_priceIn->setValue(e.price_in);
    m_priceOut->setValue(e.price_out);
    m_state->clear();
    m_filling = filling;
}

void AssistantSettings::keepEndpoint() {
    if (m_row < 0 || static_cast<size_t>(m_row) >= m_setup->models.endpoints.size()) return;
    assistant::Endpoint& e = m_setup->models.endpoints[static_cast<size_t>(m_row)];
    const std::string old = e.name;
    if (!m_name->text().trimmed().isEmpty()) e.name = m_name->text().trimmed().toStdString();
    e.kind = m_kind->currentText().toStdString();
    e.url = m_url->text().trimmed().toStdString();
    e.model = m_model->text().trimmed().toStdString();
    e.key = m_key->text().toStdString();
    e.price_in = m_priceIn->value();
    e.price_out = m_priceOut->value();
    const bool own = e.kind == "ollama" || e.kind == "llamacpp" || e.kind == "vllm" || e.kind == "deepseek";
    e.max_tokens_field = own ? "max_tokens" : "max_completion_tokens";
    if (e.name == old) return;
    for (std::string* stage : stageEndpoints())
        if (*stage == old) *stage = e.name;
    if (QListWidgetItem* item = m_endpoints->item(m_row)) item->setText(text(e.name));
    showStages();
}

std::array<std::string*, 5> AssistantSettings::stageEndpoints() {
    assistant::Models& m = m_setup->models;
    return {&m.validator, &m.classifier, &m.selector, &m.planner, &m.narrator};
}

void AssistantSettings::showStages() {
    const auto chosen = stageEndpoints();
    for (size_t i = 0; i < m_stages.size(); ++i) {
        QComboBox* box = m_stages[i];
        box->clear();
        box->addItem(tr("This machine"), QString());
        for (const assistant::Endpoint& e : m_setup->models.endpoints) box->addItem(text(e.name), text(e.name));
        box->setCurrentIndex(std::max(0, box->findData(text(*chosen[i]))));
    }
}

/// Columns that look personal stay here whatever is ticked.
void AssistantSettings::showColumns() {
    m_columns->clear();
    const DatasetInfo* d = m_setup->session().current();
    if (!d) return;
    for (const DatasetColumn& c : d->columns) {
        const bool personal = assistant::looks_personal(c);
        auto* item = new QListWidgetItem(personal ? tr("%1 (looks personal)").arg(text(c.name)) : text(c.name), m_columns);
        item->setData(Qt::UserRole, text(c.field));
        item->setCheckState(personal || m_setup->policy.private_columns.contains(c.field) ? Qt::Checked : Qt::Unchecked);
        if (personal) item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
    }
}

QString AssistantSettings::apply() {
    keepEndpoint();
    const auto chosen = stageEndpoints();
    for (size_t i = 0; i < m_stages.size(); ++i) *chosen[i] = m_stages[i]->currentData().toString().toStdString();
    assistant::Policy& p = m_setup->policy;
    if (m_network->isEnabled()) p.network = m_network->isChecked();
    p.day_budget = m_day->value();
    p.month_budget = m_month->value();
    p.month_tokens = m_tokens->value();
    for (int i = 0; i < m_columns->count(); ++i) {
        const QListWidgetItem* item = m_columns->item(i);
        const std::string field = item->data(Qt::UserRole).toString().toStdString();
        if (item->checkState() == Qt::Checked)
            p.private_columns.insert(field);
        else
            p.private_columns.erase(field);
    }
    m_setup->store();
    return {};
}

} // namespace plumbline::ui
