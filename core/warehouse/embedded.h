// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "core/store/duck.h"
#include "core/warehouse/engine.h"

namespace plumbline {

/// Engine over DuckDB in this process. Thread-safe: each query takes a connection of its own from a small pool; a stop token that
/// is triggered interrupts only the query that it was given to.
class EmbeddedEngine : public Engine {
public:
    explicit EmbeddedEngine(std::shared_ptr<duck::Database> database);
    /// Opens a facts file for reading, locked down.
    explicit EmbeddedEngine(const std::filesystem::path& facts, const duck::OpenOptions& options = {});
    ~EmbeddedEngine() override;

    Table query(const std::string& sql, const std::vector<Value>& parameters = {}, std::stop_token stop = {}) override;
    /// Connections that wait for the next query.
    size_t idle_connections() const;

private:
    std::shared_ptr<duck::Database> m_database;
    mutable std::mutex m_mutex;
    std::vector<duck::Connection> m_idle;
};

} // namespace plumbline
