// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/text_bytes.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/ingest/csv_records.h"

namespace plumbline::ingest {

namespace {

constexpr size_t piece_bytes = 1u << 20;

int unlinked_file(const std::filesystem::path& folder) {
    const int direct = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (direct >= 0) return direct;
    std::string name = (folder / "plumbline-text-XXXXXX").string();
    const int fd = ::mkstemp(name.data());
    if (fd >= 0) ::unlink(name.c_str());
    return fd;
}

void write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0)
            throw Error(errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::write_failed,
                        {{"file", "temporary file"}, {"detail", std::strerror(errno)}});
        bytes.remove_prefix(static_cast<size_t>(n));
    }
}

std::string read_piece(const InputFile& file, uint64_t offset, size_t n) {
    std::string piece(static_cast<size_t>(std::min<uint64_t>(n, file.size() - std::min(file.size(), offset))), '\0');
    piece.resize(file.read_at(offset, piece.data(), piece.size()));
    return piece;
}

void pad(std::string& s) {
    s.append(buffer_padding, '\0');
    s.resize(s.size() - buffer_padding); // the capacity stays: bytes behind the end may be read
}

} // namespace

TextBytes::~TextBytes() {
    if (m_fd >= 0) ::close(m_fd);
}

void TextBytes::copy_to_file(Decoder& decoder, uint64_t from, const std::filesystem::path& work, Progress& progress,
                             const std::stop_token& stop) {
    m_fd = unlinked_file(work.empty() ? std::filesystem::temp_directory_path() : work);
    if (m_fd < 0) throw Error(ErrorCode::write_failed, {{"file", "temporary file"}, {"detail", std::strerror(errno)}});
    std::string raw, text;
    for (uint64_t at = from; at < m_file->size(); at += raw.size()) {
        throw_if_stopped(stop);
        progress.step(static_cast<double>(at) / static_cast<double>(m_file->size()), "decode");
        raw = read_piece(*m_file, at, piece_bytes);
        text.clear();
        decoder.decode(raw, text);
        if (at + raw.size() >= m_file->size()) decoder.finish(text);
        write_all(m_fd, text);
        m_size += text.size();
    }
}

std::shared_ptr<const TextBytes> TextBytes::open(std::shared_ptr<const InputFile> file, const EncodingGuess& encoding,
                                                 const std::filesystem::path& work, Progress& progress,
                                                 const std::stop_token& stop) {
    std::shared_ptr<TextBytes> out(new TextBytes);
    out->m_file = std::move(file);
    const InputFile& f = *out->m_file;
    if (is_utf8(encoding.id)) {
        out->m_skip = encoding.bom_bytes;
        out->m_size = f.size() - encoding.bom_bytes;
        return out;
    }
    Decoder decoder(encoding.id);
    if (f.size() > whole_sample_bytes) {
        out->copy_to_file(decoder, encoding.bom_bytes, work, progress, stop);
        return out;
    }
    out->m_in_memory = true;
    const std::string raw = read_piece(f, encoding.bom_bytes, static_cast<size_t>(f.size()));
    for (size_t at = 0; at < raw.size(); at += piece_bytes) {
        throw_if_stopped(stop);
        decoder.decode(std::string_view(raw).substr(at, piece_bytes), out->m_text);
    }
    decoder.finish(out->m_text);
    out->m_size = out->m_text.size();
    return out;
}

std::shared_ptr<const TextBytes> TextBytes::of_text(std::shared_ptr<const InputFile> file, std::string text) {
    std::shared_ptr<TextBytes> out(new TextBytes);
    out->m_file = std::move(file);
    out->m_in_memory = true;
    out->m_text = std::move(text);
    out->m_size = out->m_text.size();
    return out;
}

size_t TextBytes::read_at(uint64_t offset, char* to, size_t n) const {
    if (offset >= m_size) return 0;
    n = static_cast<size_t>(std::min<uint64_t>(n, m_size - offset));
    if (m_in_memory) {
        std::memcpy(to, m_text.data() + offset, n);
        return n;
    }
    if (m_fd < 0) return m_file->read_at(offset + m_skip, to, n);
    size_t done = 0;
    while (done < n) {
        const ssize_t got = ::pread(m_fd, to + done, n - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0)
            throw Error(ErrorCode::file_unreadable, {{"file", m_file->name()}, {"detail", "its decoded copy cannot be read"}});
        done += static_cast<size_t>(got);
    }
    return done;
}

std::vector<std::string> raw_samples(const InputFile& file) {
    std::vector<std::string> out;
    if (file.size() <= head_bytes + tail_bytes) {
        out.push_back(read_piece(file, 0, static_cast<size_t>(file.size())));
        return out;
    }
    out.push_back(read_piece(file, 0, head_bytes));
    const uint64_t from = head_bytes, to = file.size() - tail_bytes;
    for (size_t i = 0; i < sample_blocks && to > from + block_bytes; ++i) {
        const uint64_t at = (from + (to - from - block_bytes) * i / sample_blocks) & ~1ull;
        out.push_back(read_piece(file, at, block_bytes));
    }
    out.push_back(read_piece(file, to & ~1ull, tail_bytes + 1));
    return out;
}

TextSample decode_samples(const std::vector<std::string>& raw, const EncodingGuess& encoding, uint64_t file_size) {
    TextSample out;
    uint64_t bytes = 0, text = 0;
    for (size_t i = 0; i < raw.size(); ++i) {
        Decoder decoder(encoding.id);
        std::string piece;
        decoder.decode(std::string_view(raw[i]).substr(i == 0 ? std::min(encoding.bom_bytes, raw[i].size()) : 0), piece);
        if (i + 1 == raw.size()) decoder.finish(piece);
        bytes += raw[i].size();
        text += piece.size();
        pad(piece);
        if (i == 0)
            out.head = std::move(piece);
        else if (i + 1 == raw.size())
            out.tail = std::move(piece);
        else
            out.middle.push_back(std::move(piece));
    }
    out.exact = is_utf8(encoding.id);
    out.text_size = raw.size() == 1 ? text
                    : out.exact     ? file_size - encoding.bom_bytes
                                    : static_cast<uint64_t>(static_cast<double>(file_size) * static_cast<double>(text) /
                                                        static_cast<double>(std::max<uint64_t>(1, bytes)));
    return out;
}

} // namespace plumbline::ingest
