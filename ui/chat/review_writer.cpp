// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/review_writer.h"

#include <QFileInfo>

#include "core/assistant/model.h"
#include "core/assistant/text_model.h"
#include "ui/chat/key_store.h"

namespace plumbline::ui {

ReviewWriter reviewWriter(std::shared_ptr<WorkspaceHandle> workspace, const QString& settings, const std::string& fingerprint) {
    assistant::Models models;
    assistant::Policy policy;
    workspace->use([&](store::Workspace& w) {
        models = assistant::models_of(w);
        policy = assistant::effective_policy(w);
    });
    const assistant::Endpoint* set = nullptr;
    for (const std::string& name : {models.narrator, models.planner})
        if (!set && !name.empty()) set = models.find(name);
    if (!set)
        throw Error(ErrorCode::policy_refused,
                    {{"detail", "no model is set for sentences"}, {"detail_fr", "aucun modèle n'est choisi pour les phrases"}});
    if (!policy.network)
        throw Error(ErrorCode::policy_refused, {{"detail", "language models may not be asked from here"},
                                                {"detail_fr", "les modèles de langage ne peuvent pas être interrogés d'ici"}});
    assistant::Endpoint endpoint = *set;
    endpoint.key = KeyStore(QFileInfo(settings).path()).key(QString::fromStdString(endpoint.name)).toStdString();
    auto model = std::make_shared<assistant::TextModel>(
        [workspace](const std::function<void(store::Workspace&)>& use) { workspace->use(use); }, policy, endpoint, models.user);
    ReviewWriter out;
    out.name = endpoint.name + " " + endpoint.model;
    out.model = [model, fingerprint](const report::NarrativeAsk& ask, std::stop_token stop) {
        assistant::TextAsk text{"review", ask.version, fingerprint, {}, ask.schema, "review"};
        for (const auto& [role, content] : ask.messages) text.messages.push_back({role, content});
        const assistant::TextAnswer a = model->ask(text, std::move(stop));
        return report::NarrativeReply{a.text,  model->endpoint().name, model->endpoint().model, a.tokens_in, a.tokens_out, a.cost,
                                      a.cached};
    };
    return out;
}

} // namespace plumbline::ui
