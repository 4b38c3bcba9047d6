// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/predict/predict_presenter.h"
#include "ui/pages/page_exports.h"

#include <QDateTime>

#include "ui/charts/theme.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

namespace {

predict::PredictFit trainOn(const Facts& facts, const predict::PredictSpec& spec, Progress& progress, std::stop_token stop) {
    return predict::train(facts.context(), spec, progress, std::move(stop));
}

} // namespace

PredictPresenter::PredictPresenter(Session& session, Train train, QObject* parent)
    : QObject(parent), m_session(session), m_train(train ? std::move(train) : trainOn) {
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, [this] { read(); });
    connect(&session, &Session::factsChanged, this, [this] {
        cancel();
        m_fit.reset();
        m_report.reset();
        m_detail = {};
        m_models.clear();
        m_shown.clear();
        m_error.reset();
        m_by.clear();
        const auto known = targets();
        if (!known.empty() && std::ranges::find(known, m_target) == known.end()) m_target = known.front();
        word();
        reload();
    });
    connect(&session, &Session::languageChanged, this, &PredictPresenter::word);
    connect(&session.jobs(), &JobRunner::progressed, this, [this] {
        if (m_training) Q_EMIT progressed();
    });
}

double PredictPresenter::fraction() const {
    for (const JobStatus& job : m_session.jobs().status())
        if (job.id == m_training) return job.fraction;
    return -1;
}

void PredictPresenter::setWanted(bool wanted) {
    m_wanted = wanted;
    if (m_wanted && m_stale) reload();
}

std::vector<QString> PredictPresenter::targets() const {
    std::vector<QString> out;
    if (const FactsPtr facts = m_session.facts())
        for (const char* id : {"revenue", "orders", "leads", "new_customers"})
            if (facts->dataset.by_role(id)) out.push_back(QString::fromLatin1(id));
    return out;
}

std::vector<std::pair<QString, QString>> PredictPresenter::dimensions() const {
    std::vector<std::pair<QString, QString>> out;
    if (const FactsPtr facts = m_session.facts()) {
        const narrate::Narrator narrator(m_session.language());
        for (const DatasetColumn* c : facts->dataset.dimensions()) {
            const bool campaign = c->role == "campaign" || c->role == "campaign_id";
            out.emplace_back(qs(c->field), qs(narrator.dimension(campaign ? "campaign" : c->kind, c->name)));
        }
    }
    return out;
}

void PredictPresenter::setTarget(const QString& metric) {
    if (metric == m_target) return;
    m_target = metric;
    m_shown.clear();
    reload();
}

void PredictPresenter::setBy(const QString& field) {
    if (field == m_by) return;
    m_by = field;
    m_shown.clear();
    reload();
}

void PredictPresenter::reload() {
    m_stale = true;
    if (!m_session.facts() || !m_wanted) return;
    m_later.start();
    Q_EMIT loadingChanged();
}

predict::PredictSpec PredictPresenter::spec() const {
    predict::PredictSpec spec;
    spec.target = m_target.toStdString();
    spec.by = m_by.toStdString();
    return spec;
}

report::PredictionOutlook PredictPresenter::outlook() const {
    return report::before_training(m_session.facts()->dataset, spec(), m_session.language());
}

void PredictPresenter::read(const std::string& wanted) {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts) return;
    m_stale = false;
    if (!handle) return take({});
    // Versions of the dimension that was asked for; without one, of the dimension that was trained last.
    const std::string prefix = "predict/" + m_target.toStdString() + "/" + m_by.toStdString();
    auto id = std::make_shared<JobId>(0);
    m_reading = m_session.jobs().start(
        tr("Reading kept models"),
        [handle, prefix, wanted, dataset = facts->dataset.id](Progress&, std::stop_token) {
            std::vector<registry::Model> all = handle->use([](store::Workspace& w) { return registry::models(w); });
            Read out;
            std::string name;
            for (registry::Model& m : all)
                if (m.dataset_id == dataset && (prefix.ends_with('/') ? m.name.starts_with(prefix) : m.name == prefix)) {
                    m.bytes.clear();
                    if (m.id == wanted || name.empty() || (wanted.empty() && m.created >= out.models.back().created))
                        name = m.name;
                    out.models.push_back(std::move(m));
                }
            std::erase_if(out.models, [&](const registry::Model& m) { return m.name != name; });
            for (const registry::Model& m : out.models)
                if (wanted.empty() ? m.state == registry::State::champion : m.id == wanted) {
                    out.fit = predict::fit_from_json(m.spec);
                    out.id = m.id;
                }
            return out;
        },
        this,
        [this, id](Read read) {
            if (*id != m_reading) return;
            m_reading = 0;
            take(std::move(read));
        },
        [this, id](const Error& error) {
            if (*id != m_reading) return;
            m_reading = 0;
            m_error = error;
            Q_EMIT loadingChanged();
            word();
        });
    *id = m_reading;
    Q_EMIT loadingChanged();
}

void PredictPresenter::take(Read read) {
    m_models = std::move(read.models);
    m_shown = read.id;
    m_fit = read.fit ? std::make_shared<const predict::PredictFit>(std::move(*read.fit)) : nullptr;
    m_error.reset();
    Q_EMIT loadingChanged();
    word();
}

void PredictPresenter::train() {
    const FactsPtr facts = m_session.facts();
    if (!facts || m_training) return;
    m_error.reset();
    struct Done {
        predict::PredictFit fit;
        std::optional<registry::Model> kept;
    };
    auto id = std::make_shared<JobId>(0);
    const auto handle = m_session.isReadOnly() ? nullptr : m_session.handle();
    m_training = m_session.jobs().start(
        tr("Training"),
        [facts, handle, spec = spec(), train = m_train](Progress& progress, std::stop_token stop) {
            Done out{train(*facts, spec, progress, stop), {}};
            if (handle)
                out.kept = handle->use(
                    [&](store::Workspace& w) { return registry::save(w, report::to_model(out.fit, facts->dataset.id)); });
            return out;
        },
        this,
        [this, id](Done done) {
            if (*id != m_training) return;
            m_training = 0;
            Q_EMIT loadingChanged();
            if (done.kept) {
                const bool used = done.kept->state == registry::State::champion;
                Q_EMIT told(
                    Tone::normal,
                    used ? tr("Version %1 is kept and in use.").arg(done.kept->version)
                         : tr("Version %1 is kept. It is no better than the one in use, which stays.").arg(done.kept->version));
                return read(done.kept->id);
            }
            m_fit = std::make_shared<const predict::PredictFit>(std::move(done.fit));
            Q_EMIT told(Tone::normal, tr("The workspace is read-only: this model is not kept."));
            word();
        },
        [this, id](const Error& error) {
            if (*id != m_training) return;
            m_training = 0;
            if (error.code() != ErrorCode::cancelled) m_error = error;
            Q_EMIT loadingChanged();
            word(); // an earlier version stays
        });
    *id = m_training;
    Q_EMIT loadingChanged();
    Q_EMIT changed();
}

void PredictPresenter::cancel() {
    if (m_training) m_session.jobs().cancel(m_training);
}

void PredictPresenter::word() {
    m_report.reset();
    m_detail = {};
    m_versions = {};
    const FactsPtr facts = m_session.facts();
    if (facts && !m_models.empty())
        m_versions = report::model_versions(m_models, facts->dataset.fingerprint, m_shown, facts->dataset, m_session.language());
    if (facts && m_fit) {
        m_report = report::build_prediction(*m_fit, facts->dataset, m_session.language());
        const auto known = [&](const predict::Prediction& p) { return qs(p.entity) == m_chosen; };
        if (std::ranges::none_of(m_fit->predictions, known))
            m_chosen = m_fit->predictions.empty() ? QString() : qs(m_fit->predictions.front().entity);
        for (size_t row = 0; row < m_report->order.size(); ++row)
            if (const size_t i = m_report->order[row]; known(m_fit->predictions[i])) {
                m_detail = report::explain_prediction(*m_fit, i, facts->dataset, m_session.language());
                m_report->predictions.selected = {m_report->predictions.rows[row].front().text};
            }
    }
    Q_EMIT changed();
}

void PredictPresenter::choose(const QString& name) {
    const QString meant = valueOfRow(name, m_session.language()).value_or(name);
    if (!m_fit || meant == m_chosen) return;
    m_chosen = meant;
    word();
}

void PredictPresenter::showVersion(const QString& name) {
    // The table lists the latest first.
    for (size_t i = 0; i < m_versions.rows.size() && i < m_models.size(); ++i)
        if (qs(m_versions.rows[i].front().text) == name) return read(m_models[m_models.size() - 1 - i].id);
}

bool PredictPresenter::canPutBack() const {
    for (const registry::Model& m : m_models)
        if (m.id == m_shown) return m.state != registry::State::champion && !m_session.isReadOnly();
    return false;
}

bool PredictPresenter::isStale() const {
    const FactsPtr facts = m_session.facts();
    return facts && m_fit && m_fit->fingerprint != facts->dataset.fingerprint;
}

void PredictPresenter::putBack() {
    const auto handle = m_session.handle();
    if (!handle || !canPutBack()) return;
    m_session.jobs().start(
        tr("Putting a version back"),
        [handle, id = m_shown](Progress&, std::stop_token) {
            return handle->use([&](store::Workspace& w) { return registry::promote(w, id); });
        },
        this,
        [this](const registry::Model& m) {
            Q_EMIT told(Tone::gain, tr("Version %1 is in use again.").arg(m.version));
            read(m.id);
        },
        [this](const Error& error) { Q_EMIT exportFailed(error); });
}

report::Document PredictPresenter::document() const {
    return report::prediction_document(*m_report, &m_detail, m_versions, m_session.name().toStdString(),
                                       QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(), m_session.language());
}

void PredictPresenter::exportTo(const QString& file) {
    if (!m_report) return;
    writeDocument(
        m_session, this, document(), file, [this, file] { Q_EMIT exported(file); },
        [this](const Error& error) { Q_EMIT exportFailed(error); });
}

} // namespace plumbline::ui
