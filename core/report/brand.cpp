// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/brand.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/base64.h"

namespace plumbline::report {

namespace {

using nlohmann::json;

constexpr const char* brand_key = "report.brand";
constexpr size_t largest_logo = 512 * 1024; ///< bytes; it is written into every report
constexpr size_t longest_name = 80;

[[noreturn]] void refuse(const char* setting, const std::string& value, const char* en, const char* fr) {
    throw Error(ErrorCode::setting_invalid, {{"setting", setting}, {"value", value}, {"detail", en}, {"detail_fr", fr}});
}

bool is_colour(const std::string& text) {
    return text.size() == 7 && text[0] == '#' &&
           std::all_of(text.begin() + 1, text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

void check_logo(const std::string& bytes, const std::string& name) {
    if (bytes.empty()) return;
    if (bytes.size() > largest_logo) refuse("logo", name, "it is larger than 512 kB", "elle dépasse 512 ko");
    const bool png = bytes.starts_with("\x89PNG\r\n\x1a\n");
    const std::string head = bytes.substr(0, 1024);
    const bool svg = head.find("<svg") != std::string::npos;
    if (!png && !svg)
        refuse("logo", name, "it is neither a PNG nor an SVG picture", "ce n'est ni une image PNG ni une image SVG");
    // A picture that loads other files is no logo.
    if (svg && (bytes.find("<script") != std::string::npos || bytes.find("<image") != std::string::npos ||
                bytes.find("<!ENTITY") != std::string::npos))
        refuse("logo", name, "the SVG holds more than shapes", "le SVG contient autre chose que des formes");
}

} // namespace

double contrast_on_white(const std::string& colour) {
    if (!is_colour(colour)) return 1;
    double luminance = 0;
    const double weight[] = {0.2126, 0.7152, 0.0722};
    for (size_t i = 0; i < 3; ++i) {
        const double c = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
        luminance += weight[i] * (c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
    }
    return 1.05 / (luminance + 0.05);
}

Brand brand_of(const store::Workspace& workspace) {
    Brand out;
    const auto text = workspace.setting(brand_key);
    const json j = text ? json::parse(*text, nullptr, false) : json();
    if (!j.is_object()) return out;
    const auto word = [&](const char* key) { return j.contains(key) && j[key].is_string() ? j[key].get<std::string>() : ""; };
    out.name = word("name");
    out.colour = is_colour(word("colour")) ? word("colour") : "";
    out.paper = word("paper");
    out.logo = from_base64(word("logo"));
    try {
        check_logo(out.logo, "logo");
    } catch (const Error&) {
        out.logo.clear(); // a workspace of somebody else
    }
    return out;
}

void check_brand(const Brand& brand) {
    if (!brand.colour.empty() && !is_colour(brand.colour))
        refuse("colour", brand.colour, "a colour is written as #1F5FA8", "une couleur s'écrit #1F5FA8");
    if (!brand.paper.empty() && brand.paper != "a4" && brand.paper != "letter")
        refuse("paper", brand.paper, "there are a4 and letter", "il y a a4 et letter");
    if (brand.name.size() > longest_name)
        refuse("name", brand.name.substr(0, 20) + "…", "it is too long for the head of a page",
               "il est trop long pour l'en-tête d'une page");
    check_logo(brand.logo, "logo");
}

void set_brand(store::Workspace& workspace, const Brand& brand) {
    check_brand(brand);
    workspace.set_setting(
        brand_key,
        json{{"name", brand.name}, {"colour", brand.colour}, {"paper", brand.paper}, {"logo", base64(brand.logo)}}.dump(
            -1, ' ', false, json::error_handler_t::replace));
}

std::string read_logo(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw Error(ErrorCode::file_not_found, {{"file", file.string()}});
    std::string bytes(largest_logo + 1, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<size_t>(stream.gcount()));
    if (bytes.empty()) refuse("logo", file.filename().string(), "the file is empty", "le fichier est vide");
    check_logo(bytes, file.filename().string());
    return bytes;
}

} // namespace plumbline::report
