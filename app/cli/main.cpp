// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <iostream>
#include <pthread.h>
#include <thread>

#include "app/cli/combine.h"
#include "app/cli/command.h"
#include "app/cli/market.h"
#include "app/cli/targets.h"

using namespace plumbline;
using nlohmann::json;

namespace {

json error_json(const Error& e, Language language) {
    const ErrorText t = e.text(language);
    return {{"error",
             {{"code", error_id(e.code())},
              {"message", t.what_happened + " " + t.what_it_means},
              {"hint", t.what_to_do},
              {"facts", e.facts()}}}};
}

int fail(const cli::Session& session, const Error& e) {
    const ErrorText t = e.text(session.lang());
    if (session.json)
        std::cout << error_json(e, session.lang()).dump(-1, ' ', false, json::error_handler_t::replace) << std::endl;
    std::cerr << t.what_happened << ' ' << t.what_it_means << ' ' << t.what_to_do << std::endl;
    return exit_code(e.code());
}

/// What the command line lacks, in French where the parser's sentence is one of the usual ones.
std::string french(const CLI::ParseError& e) {
    std::string text = e.what();
    for (const auto& [en, fr] : {std::pair<std::string_view, std::string_view>{" is required", " est obligatoire"},
                                 {"A subcommand", "Une commande"},
                                 {"The following argument was not expected:", "Argument inconnu :"},
                                 {"The following arguments were not expected:", "Arguments inconnus :"}})
        if (const size_t at = text.find(en); at != std::string::npos) text.replace(at, en.size(), fr);
    return text;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Plumbline: marketing numbers that can be trusted. The same core as the window, without one."};
    app.set_version_flag("--version", PLUMBLINE_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    cli::Session session;
    app.add_option("--workspace", session.folder, "Folder of the workspace");
    app.add_flag("--json", session.json, "Answer with one JSON object");
    app.add_option("--lang", session.language, "Language of texts")->check(CLI::IsMember({"en", "fr"}));
    for (const cli::AddCommand add :
         {cli::add_sample,  cli::add_import,   cli::add_preview, cli::add_datasets, cli::add_combine,  cli::add_roles,
          cli::add_query,   cli::add_forecast, cli::add_explain, cli::add_allocate, cli::add_report,   cli::add_alerts,
          cli::add_targets, cli::add_response, cli::add_backup,  cli::add_restore,  cli::add_verify,   cli::add_segment,
          cli::add_audit,   cli::add_features, cli::add_ask,     cli::add_ledger,   cli::add_simulate, cli::add_predict,
          cli::add_models,  cli::add_market})
        add(app, session);

    // Ctrl-C asks the work to stop; it answers in time and leaves things as they were.
    sigset_t interrupts;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    sigaddset(&interrupts, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &interrupts, nullptr);
    std::thread([interrupts, source = session.stop_source]() mutable {
        int signal = 0;
        sigwait(&interrupts, &signal);
        source.request_stop();
        sigwait(&interrupts, &signal); // asked twice: what hangs outside of our hands is left
        std::_Exit(1);
    }).detach();
    for (int i = 1; i < argc; ++i)
        if (std::string_view(argv[i]) == "--json") session.json = true; // also for errors of the command line itself
    try {
        app.parse(argc, argv);
        return session.exit;
    } catch (const CLI::Success& e) {
        return app.exit(e);
    } catch (const CLI::ParseError& e) {
        if (e.get_exit_code() == 0) return app.exit(e);
        return fail(session, Error(ErrorCode::usage, {{"detail", std::string(e.what()) + "."}, {"detail_fr", french(e) + "."}}));
    } catch (const Error& e) {
        return fail(session, e);
    } catch (const std::filesystem::filesystem_error& e) {
        return fail(session, Error(ErrorCode::file_unreadable, {{"file", e.path1().string()}, {"detail", e.code().message()}}));
    } catch (const std::exception& e) {
        return fail(session, Error(ErrorCode::internal, {{"detail", e.what()}}));
    }
}
