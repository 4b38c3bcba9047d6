// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/warehouse/embedded.h"

#include "core/base/error.h"

namespace plumbline {

namespace {

/// A dashboard asks from two threads, a pulse and the assistant from one each; more than that is opened and closed again.
constexpr size_t most_idle_connections = 4;

} // namespace

EmbeddedEngine::EmbeddedEngine(std::shared_ptr<duck::Database> database) : m_database(std::move(database)) {}

EmbeddedEngine::EmbeddedEngine(const std::filesystem::path& facts, const duck::OpenOptions& options)
    : EmbeddedEngine(std::make_shared<duck::Database>(facts, options)) {}

EmbeddedEngine::~EmbeddedEngine() = default;

Table EmbeddedEngine::query(const std::string& sql, const std::vector<Value>& parameters, std::stop_token stop) {
    std::optional<duck::Connection> connection;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            connection.emplace(std::move(m_idle.back()));
            m_idle.pop_back();
        }
    }
    if (!connection) connection.emplace(m_database->connect());
    // A connection whose query failed or was interrupted is dropped: the next one starts clean.
    Table table = connection->query(sql, parameters, stop);
    const std::lock_guard lock(m_mutex);
    if (m_idle.size() < most_idle_connections) m_idle.push_back(std::move(*connection));
    return table;
}

size_t EmbeddedEngine::idle_connections() const {
    const std::lock_guard lock(m_mutex);
    return m_idle.size();
}

} // namespace plumbline
