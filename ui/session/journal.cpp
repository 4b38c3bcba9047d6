// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/journal.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

namespace plumbline::ui {

namespace {

constexpr auto log_name = "plumbline.log", note_name = "fault.txt", told_name = "fault_last.txt";
constexpr int deepest_trace = 64;

// A handler of signals may use nothing but what is ready.
std::array<char, 4096> note_path{};
std::array<char, 64> program_version{};

void writeAll(int file, const char* text) {
    const ssize_t written = write(file, text, std::strlen(text));
    static_cast<void>(written); // nothing more can be done here
}

extern "C" void onFault(int signal) {
    const int file = open(note_path.data(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
    if (file >= 0) {
        std::array<char, 24> number{};
        int n = signal, at = 22;
        do number[static_cast<size_t>(at--)] = static_cast<char>('0' + n % 10);
        while ((n /= 10) > 0);
        writeAll(file, "Plumbline ");
        writeAll(file, program_version.data());
        writeAll(file, ", signal ");
        writeAll(file, number.data() + at + 1);
        writeAll(file, "\n");
        std::array<void*, deepest_trace> frames{};
        backtrace_symbols_fd(frames.data(), backtrace(frames.data(), deepest_trace), file);
        close(file);
    }
    // As if nobody had listened: the system does what it does.
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

class Log {
public:
    static Log& instance() {
        static Log log;
        return log;
    }
    void begin(const QString& folder) {
        const std::lock_guard lock(m_mutex);
        m_folder = folder;
        open();
    }
    void write(const QString& line) {
        const std::lock_guard lock(m_mutex);
        if (!m_file.isOpen()) return;
        m_file.write(line.toUtf8());
        m_file.write("\n");
        m_file.flush();
        if (m_file.size() < Journal::longest_log) return;
        m_file.close();
        const QDir folder(m_folder);
        QFile::remove(folder.filePath(name(Journal::kept_logs - 1)));
        for (int n = Journal::kept_logs - 2; n >= 0; --n) QFile::rename(folder.filePath(name(n)), folder.filePath(name(n + 1)));
        open();
    }

private:
    static QString name(int n) { return n == 0 ? QString::fromLatin1(log_name) : QStringLiteral("plumbline.%1.log").arg(n); }
    void open() {
        m_file.setFileName(QDir(m_folder).filePath(name(0)));
        if (m_file.open(QIODevice::WriteOnly | QIODevice::Append)) m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    std::mutex m_mutex;
    QString m_folder;
    QFile m_file;
};

Journal::Level level_wanted = Journal::Level::warning;
QtMessageHandler handler_before = nullptr;

void onMessage(QtMsgType type, const QMessageLogContext& context, const QString& text) {
    const bool wanted = type == QtDebugMsg  ? level_wanted == Journal::Level::debug
                        : type == QtInfoMsg ? level_wanted != Journal::Level::warning
                                            : true;
    if (wanted) {
        const char* kind = type == QtDebugMsg ? "debug" : type == QtInfoMsg ? "info" : type == QtWarningMsg ? "warning" : "error";
        Log::instance().write(QStringLiteral("%1 %2 %3: %4")
                                  .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), QLatin1String(kind),
                                       QLatin1String(context.category ? context.category : "default"), Journal::redacted(text)));
    }
    if (handler_before) handler_before(type, context, text);
}

} // namespace

QString Journal::folder(const QString& configDir) {
    if (!configDir.isEmpty()) return QDir(configDir).filePath(QStringLiteral("log"));
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    // A relative path there is to be ignored (XDG base directories).
    const QString base = QDir::isAbsolutePath(state) ? state : QDir::home().filePath(QStringLiteral(".local/state"));
    return QDir(base).filePath(QStringLiteral("plumbline"));
}

void Journal::start(const QString& folder, Level level, const QString& version) {
    if (!QDir().mkpath(folder)) return; // no place for it: the program goes on without
    level_wanted = level;
    Log::instance().begin(folder);
    Log::instance().write(
        QStringLiteral("%1 info plumbline: version %2, Qt %3")
            .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), version, QString::fromLatin1(qVersion())));
    handler_before = qInstallMessageHandler(onMessage);
    const QByteArray path = QFile::encodeName(QDir(folder).filePath(QString::fromLatin1(note_name)));
    std::snprintf(note_path.data(), note_path.size(), "%s", path.constData());
    std::snprintf(program_version.data(), program_version.size(), "%s", qUtf8Printable(version));
    // The first call loads a library, which must not happen inside of a handler.
    std::array<void*, 1> first{};
    backtrace(first.data(), 1);
    for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, onFault);
}

QString Journal::takeCrashNote(const QString& folder) {
    const QDir place(folder);
    QFile note(place.filePath(QString::fromLatin1(note_name)));
    if (!note.open(QIODevice::ReadOnly)) return {};
    const QString text = QString::fromUtf8(note.readAll());
    note.close();
    QFile::remove(place.filePath(QString::fromLatin1(told_name)));
    note.rename(place.filePath(QString::fromLatin1(told_name)));
    return text.isEmpty() ? QStringLiteral("-") : text;
}

QString Journal::redacted(QString text) {
    static const QRegularExpression key(QStringLiteral(R"((sk|key|token|bearer|authorization)[-_=: ]+\S{8,})"),
                                        QRegularExpression::CaseInsensitiveOption),
        address(QStringLiteral(R"(\S+@\S+\.\w+)"));
    text.replace(QDir::homePath(), QStringLiteral("~"));
    text.replace(key, QStringLiteral("\\1=…"));
    text.replace(address, QStringLiteral("…@…"));
    return text;
}

} // namespace plumbline::ui
