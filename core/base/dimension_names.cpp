// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/dimension_names.h"

#include <array>

namespace plumbline {

namespace {

struct Name {
    std::string_view kind, en, fr;
};

constexpr std::array<Name, 34> names{{
    {"channel", "Channel", "Canal"},
    {"sub_channel", "Sub-channel", "Sous-canal"},
    {"campaign", "Campaign", "Campagne"},
    {"campaign_id", "Campaign ID", "Identifiant de campagne"},
    {"campaign_type", "Campaign type", "Type de campagne"},
    {"ad_group", "Ad group", "Groupe d'annonces"},
    {"ad", "Ad", "Annonce"},
    {"account", "Account", "Compte"},
    {"objective", "Objective", "Objectif"},
    {"status", "Status", "Statut"},
    {"country", "Country", "Pays"},
    {"region", "Region", "Région"},
    {"city", "City", "Ville"},
    {"location", "Location", "Lieu"},
    {"device", "Device", "Appareil"},
    {"category", "Category", "Catégorie"},
    {"sub_category", "Sub-category", "Sous-catégorie"},
    {"product", "Product", "Produit"},
    {"audience", "Audience", "Audience"},
    {"age", "Age", "Tranche d'âge"},
    {"gender", "Gender", "Genre"},
    {"language", "Language", "Langue"},
    {"keyword", "Keyword", "Mot-clé"},
    {"match_type", "Match type", "Type de correspondance"},
    {"placement", "Placement", "Emplacement"},
    {"platform", "Platform", "Plateforme"},
    {"page", "Page", "Page"},
    {"source", "Source", "Source"},
    {"medium", "Medium", "Support"},
    {"partner", "Partner", "Partenaire"},
    {"owner", "Owner", "Responsable"},
    {"payment_method", "Payment method", "Moyen de paiement"},
    {"currency", "Currency", "Devise"},
    {"weekday", "Weekday", "Jour de la semaine"},
}};

} // namespace

std::string dimension_name(std::string_view kind, Language language, std::string_view otherwise) {
    for (const Name& name : names)
        if (name.kind == kind) return std::string(language == Language::fr ? name.fr : name.en);
    return std::string(otherwise);
}

std::string dimension_word(std::string_view kind, Language language, std::string_view otherwise) {
    std::string word = dimension_name(kind, language, {});
    if (word.empty()) return std::string(otherwise);
    word[0] = static_cast<char>(word[0] - 'A' + 'a'); // all of them begin with a plain capital
    return word;
}

} // namespace plumbline
