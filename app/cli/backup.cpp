// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/ingest/import.h"

namespace plumbline::cli {

using nlohmann::json;

void add_backup(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("backup", "Write the whole workspace into one file");
    auto file = std::make_shared<std::filesystem::path>();
    command->add_option("file", *file, "File to write; it must not exist")->required();
    command->callback([file, &session] {
        session.open(store::Access::read)->backup(*file);
        session.answer({{"file", file->string()}, {"bytes", std::filesystem::file_size(*file)}},
                       "Backup written to " + file->string());
    });
}

void add_restore(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("restore", "Unpack a backup into a new workspace and verify it");
    auto file = std::make_shared<std::filesystem::path>();
    command->add_option("file", *file, "File that backup wrote")->required();
    command->callback([file, &session] {
        if (session.folder.empty())
            throw Error(ErrorCode::usage, {{"detail", "No workspace was named. Add --workspace and a folder."}});
        store::Workspace::restore(*file, session.folder);
        const auto workspace = session.open(store::Access::write); // rebuilds the facts
        session.answer({{"workspace", session.folder.string()}, {"datasets", workspace->datasets().size()}},
                       "Restored into " + session.folder.string());
    });
}

void add_verify(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("verify", "Check that the workspace is what was written");
    command->callback([&session] {
        if (session.folder.empty())
            throw Error(ErrorCode::usage, {{"detail", "No workspace was named. Add --workspace and a folder."}});
        // Recovery after a crash needs a writer; a folder that cannot be written to is verified as it is.
        const auto workspace = store::Workspace::open(session.folder, store::Access::read);
        const store::VerifyReport report = workspace->verify();
        json items = json::array();
        std::string text;
        for (const auto& i : report.items) {
            items.push_back({{"what", i.what}, {"ok", i.ok}, {"detail", i.detail}});
            text += (i.ok ? "ok       " : "DAMAGED  ") + i.what + (i.detail.empty() ? "" : ": " + i.detail) + "\n";
        }
        for (const auto& i : report.items)
            if (!i.ok) throw Error(ErrorCode::snapshot_damaged, {{"file", i.what}, {"detail", i.detail}});
        session.answer({{"ok", true}, {"items", items}}, text);
    });
}

} // namespace plumbline::cli
