// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/safety.h"

#include <regex>
#include <vector>

#include "core/metrics/nearest.h"

namespace plumbline::assistant {

namespace {

struct Rule {
    const char* reason;
    std::regex pattern;
};

/// Patterns over the folded text (lower case, no accents, '_' and '-' as spaces).
const std::vector<Rule>& rules() {
    auto rx = [](const char* p) { return std::regex(p, std::regex::ECMAScript | std::regex::optimize); };
    // What can be changed, taken out or broken.
    static const std::string things =
        "(rows?|records?|lines?|tables?|data|dataset|datas|database|db|entries|columns?|values?|"
        "cells?|campaigns?|history|lignes?|enregistrements?|"
        "donnees|base|colonnes?|valeurs?|cellules?|campagnes?|historique|jeu|everything|all|tout|"
        "toutes|tous|workspace|snapshots?|metrics?|"
        "results?|entrees?|dashboard|targets?|budgets?|names?|noms?|roles?|settings?|figures?|"
        "chiffres?|depenses?|spend|revenue|revenus?|"
        "clicks|clics|orders|commandes|impressions|leads|cost|sales|ventes|logs?|files?|fichiers?|"
        "facts?|users?|customers?|clients?|bookings?|reservations?|visits|visites|sessions|conversions|transactions|"
        "purchases|achats|guests?|members?|subscribers?)";
    static const std::vector<Rule> list = [&] {
        std::vector<Rule> r;
        auto add = [&](const char* reason, const std::string& p) { r.push_back({reason, rx(p.c_str())}); };
        // statements of databases
        add("statement", "\\b(drop|truncate|alter|create|replace)\\s+(or "
                         "replace\\s+)?(temp(orary)?\\s+)?(table|view|database|schema|index|macro|function|sequence|column|user|"
                         "role|secret|type|trigger)\\b");
        add("statement",
            "\\b(delete\\s+from|insert\\s+(or\\s+\\w+\\s+)?into|update\\s+\\S+\\s+set\\b|merge\\s+into|copy\\s+\\S+\\s+(to|from)"
            "\\b|copy\\s*\\(|attach\\s+('|\"|database|if|\\S+\\s+as)|detach\\s+(database\\s+)?\\S+|pragma\\b|"
            "explain\\s+analyze|install\\s+('?httpfs|json|spatial|\\w+\\s+from|\\w+;?$)|load\\s+'|export\\s+database|import\\s+"
            "database|vacuum\\b|checkpoint\\b|set\\s+(global|session|local|variable)\\b|"
            "reset\\s+(global|session)|grant\\s+\\w+|revoke\\s+\\w+|call\\s+\\w+\\s*\\(|begin\\s+transaction|use\\s+main|"
            "execute\\s+immediate|prepare\\s+\\w+\\s+as|force\\s+checkpoint)");
        add("statement",
            "(;|'|\"|--|/"
            "\\*)\\s*(drop|delete|insert|update|alter|create|truncate|attach|copy|pragma|select|union|install|load|exec|set)\\b");
        add("statement", "\\bunion\\s+(all\\s+)?select\\b|\\bselect\\b.+\\bfrom\\b.+(;|--|information schema|sqlite "
                         "master|duckdb \\w+|pg \\w+|sys\\.|where 1\\s*=\\s*1)|\\bor\\s+'?1'?\\s*=\\s*'?1");
        add("statement", "\\b(information schema|sqlite master|sqlite schema|duckdb "
                         "(settings|tables|secrets|databases|columns|functions|extensions|views)|pg (catalog|read "
                         "file|sleep|user|shadow|ls dir)|xp cmdshell|current setting|getvariable)\\b");
        add("statement", "\\bselect\\s+(\\*|[\\w\\s,()'.*]+)\\s+from\\s+\\S+");
        add("statement", "\\b(with|select)\\b.*\\b(recursive|cross join)\\b");
        // files, programs, network
        add("file", "\\b(read|scan|sniff|write|load|open|glob)\\s?(csv|text|blob|parquet|json|ndjson|xlsx)(\\s?auto|\\s?objects)?"
                    "\\s*\\(|\\bglob\\s*\\(|\\bgetenv\\s*\\(|\\bquery\\s?(table)?\\s*\\(");
        add("file", "(/etc/|/proc/|/var/|/home/|/root|/tmp/|/usr/|c:\\\\|\\.\\./|\\.\\.\\\\|~/|file://"
                    "|\\\\\\\\|\\.ssh|\\bpasswd\\b|\\bid rsa\\b|\\.env\\b|\\.sqlite\\b|\\.duckdb\\b|\\.pem\\b|authorized "
                    "keys|etc/shadow|etc/hosts|\\.bash|system32)");
        add("file", "\\b(read|open|load|cat|fetch|access|lis|lire|ouvre|ouvrir|charge|charger|delete|copy|list|liste|ls|dir|"
                    "browse|parcours|show|affiche|montre|print|display|dump|get)\\b.{0,30}\\b(files?|fichiers?|folders?|director("
                    "y|ies)|repertoires?|dossiers?|hard drive|disk|disque|filesystem|systeme de "
                    "fichiers|home)\\b(?!.*\\b(spend|revenue|roi|report|rapport)\\b)");
        add("file", "\\b(save|write|export|dump|store|exporte|enregistre|ecris|sauvegarde|copie|copy|telecharge)\\b.{0,60}(\\.("
                    "csv|db|sql|parquet|sh|exe|bat|py|txt|json|zip|tar|gz)\\b|\\bto (a )?(usb|ftp|disk)|/\\w+/)");
        add("file",
            "\\b(run|execute|launch|lance|execute|start|invoke|call)\\b.{0,30}\\b(shell|bash|command|commande|script|powershell|"
            "cmd|terminal|program|programme|system call|python|code|os command|binary|subprocess|rm|curl|wget)\\b");
        add("file", "\\b(os\\.system|subprocess|eval\\s*\\(|exec\\s*\\(|import os|require\\s*\\(|rm\\s+(-|\\s)*rf|rm "
                    "rf|sudo|chmod|wget\\s|curl\\s+(-|http|\\w)|__import__|import subprocess|powershell|cmd\\.exe|format "
                    "c|shutdown|nc\\s+-)");
        add("network", "\\b(send|post|upload|forward|e "
                       "?mail|mail|transmit|push|envoie|envoyer|envoies|expedie|transmets|transfere|publie|partage|share|publish|"
                       "poste|charge|ship|deliver|leak|exfiltrate|exfiltre|upload|tweet)\\b.{0,90}(@\\S+\\.|https?://"
                       "|www\\.|\\b(server|serveur|webhook|url|slack|ftp|dropbox|s3|gist|pastebin|competitor|concurrent|external|"
                       "externe|internet|cloud|my (e ?mail|phone|gmail)|mon (e "
                       "?mail|gmail)|address|adresse|twitter|telegram|discord|google drive|wetransfer|third party|tiers)\\b)");
        add("network", "https?://|\\bwww\\.\\S+|\\bftp://|\\b(httpfs|s3://|gs://)");
        add("network", "\\b(download|telecharge|telecharger|install|installe|installer|fetch|scrape|browse|crawl|connect "
                       "to|connecte toi|appelle l api|call the "
                       "api|ping)\\b.{0,50}\\b(package|extension|plugin|model|modele|virus|malware|internet|website|web "
                       "page|site web|page web|api|url|database|server|serveur|port|host|prod)\\b");
        add("network", "\\b(send|e "
                       "?mail|envoie|envoyer|envoies|forward|transmets|mail)\\b.{0,50}\\b(all|every|full|entire|complete|toutes?|"
                       "tous|tout|integral\\w*|raw|brutes?)\\b.{0,40}\\b(data|rows|table|customers?|donnees|lignes|clients?|"
                       "emails?|database|base|dataset)\\b");
        add("file", "\\b(config(uration)?|secret|system|hidden|local|log) files?\\b");
        add("personal",
            "\\b(exporte[rz]?|export|dump)\\b.{0,20}\\b(the |la |le |les |our |notre )?(database|base( de donnees)?|dataset|"
            "raw data|donnees brutes|jeu de donnees)\\b");
        add("rules", "\\b(forget|ignore|disregard|oublie[rz]?)\\b "
                     "(everything|all|tout)\\b.{0,30}\\b(you|tu|vous|above|before|previous|told|dit|"
                     "precede)\\b");
        // secrets
        add("secret",
            "\\b((openai|llm|model|api|auth) tokens?|api ?keys?|cles? (d )?api|cles? secretes?|secret keys?|passwords?|mots? de "
            "passe|credentials?|identifiants? de "
            "connexion|access tokens?|auth tokens?|bearer|jetons?( d acces)?|private keys?|cles? privees?|connection "
            "strings?|chaines? de connexion|ssh keys?|tokens? (d acces|secret)|secrets?|keychain|trousseau|environment "
            "variables?|env vars?|variables? d environnement|openai key|encryption key|license key|admin (account|login)|cle "
            "openai|logins?|oauth|service account|\\.netrc|my token|api token)\\b");
        add("secret",
            "\\b(system|hidden|initial|original|your|internal|base|first|developer) "
            "(prompt|instructions?|rules|message|configuration|guidelines|directives)\\b|\\b(prompt|instructions?|consignes|"
            "message|directives) (systeme|initiales?|cachees?|internes?|secretes?|d origine)\\b|\\b(tes|vos|ton|votre) "
            "(instructions|consignes|prompt|regles|directives)\\b|\\bwhat (were you told|are your "
            "instructions)|\\b(text|everything|words|content) (above|before) (this|verbatim)|\\brepeat (the "
            "(words|text)|everything) above|\\btout ce qui precede\\b|\\bmot pour mot\\b.{0,30}\\b(instructions|consignes)");
        // personal data in bulk
        add("personal",
            "\\b(e ?mails?|e ?mail addresses|phones?( numbers?)?|telephones?|numeros? de "
            "(telephone|portable|carte|securite)|addresses|adresses|home addresses|ip addresses|adresses ip|personal "
            "(data|information|details)|donnees personnelles|informations personnelles|coordonnees|social security|ssn|credit "
            "cards?|cartes? (de credit|bancaires?|bleues?)|bank (details|accounts?)|iban|date of birth|dates? of birth|dates? de "
            "naissance|passport|contact (details|list|information)|mailing list|full names|private data|pii|medical|health "
            "(data|records)|names and (e ?mails?|phones?|addresses)|noms et (e ?mails?|adresses|telephones?)|carnet d "
            "adresses|identites?)\\b.{0,60}\\b(customers?|clients?|users?|leads|subscribers|people|buyers|persons?|utilisateurs|"
            "acheteurs|abonnes|prospects|employees|members|everyone|all|every|tous|toutes|list|dump|export|employes|who)\\b");
        add("personal", "\\b(all|every|list|dump|export|show|give|send|tous|toutes|liste|exporte|donne|affiche|montre|extract|"
                        "extrais|print|get|reveal|sors|who|display)\\b.{0,60}\\b(e ?mail addresses|e ?mails? (of|and)|emails "
                        "des|e mails des|adresses? e ?mails?|phone numbers?|numeros? de (telephone|portable|carte)|home "
                        "addresses|adresses (postales|des clients|personnelles)|personal (data|information|details)|donnees "
                        "personnelles|credit cards?( numbers?)?|cartes? bancaires?|ssn|social security|ip addresses|contact "
                        "details|coordonnees|names? and (e ?mails?|phones?|addresses)|noms? (et|,) (prenoms?|e "
                        "?mails?|adresses|telephones?)|dates? (of birth|de naissance)|customer "
                        "(names|emails|phones|records)|noms? des (clients|acheteurs)|pii|iban|personal identifiers|passport)\\b");
        add("personal", "\\b(de ?anonymi[sz]e|re ?identify|desanonymise\\w*|reidentifi\\w*|who is (customer|user) (number "
                        ")?#?\\d+|identify the (individual|person))\\b");
        // the rules of the house
        add("rules", "\\b(ignore|disregard|forget|override|bypass|skip|neglect|drop|oublie|oublier|ignorez|oubliez|contourne|"
                     "contourner|passe outre|outrepasse|fais abstraction|ne tiens pas compte|disable|turn "
                     "off|deactivate|desactive|desactiver|suspend|leve|remove|circumvent|evade|switch off|do not follow|stop "
                     "following|ne respecte plus|ne suis "
                     "plus)\\b.{0,50}\\b(instructions?|rules?|prompts?|guidelines?|restrictions?|safety|safeguards?|security|"
                     "filters?|policy|policies|limits?|limitations?|validation|consignes|regles|securite|garde "
                     "fous?|protections?|politique|directives|guardrails?|checks?|controles?|barrieres|moderation|programming|"
                     "training|authentication|permissions?|audit trail|ledger|validator)\\b");
        add("rules",
            "\\b(you are now|from now on you|act as (an?|if you|the|root|admin|my)|pretend (to be|you|that you)|tu es "
            "(maintenant|desormais)|vous etes (maintenant|desormais)|fais comme si|roleplay|role play|jailbreak|dan "
            "mode|developer mode|mode developpeur|god mode|admin mode|mode admin\\w*|debug mode|sudo mode|unrestricted|without "
            "(any )?restrictions?|no restrictions|sans (aucune )?restrictions?|agis comme|comporte toi comme|simulate being|new "
            "instructions|nouvelles (instructions|consignes)|do anything now|sans filtre|maintenance mode|mode maintenance|root "
            "access|acces root|grant me|elevate|donne moi (les droits|un acces|l acces) |i am (the|your|an) "
            "(admin\\w*|developer|creator|root|owner)|je suis (l |ton |votre |un )?(admin\\w*|developpeur|createur))\\b");
        add("rules", "\\b(run|execute|lance|executer|execute[sz]?|eval(uate)?|passe|fais "
                     "tourner)\\b.{0,40}\\b(any|this|my|raw|arbitrary|the following|following|ce|cette|mon|n importe "
                     "quel\\w*|toute|whatever|directly|directement)?\\s?(sql|requetes?|query|queries|statement|code|script|"
                     "javascript)\\b");
        add("rules", "(<\\s*/?\\s*(script|system|img|iframe|svg|assistant|user)|\\[\\s*/?inst|<\\|im "
                     "|javascript:|\\{\\{.*\\}\\}|\\$\\{|system\\s*:|assistant\\s*:|###\\s*(system|instruction)|base64|rot13|hex "
                     "encoded|begin system)");
        // writes asked for in words
        const std::string change =
            "(delete|erase|wipe|purge|destroy|overwrite|truncate|supprime[rsz]?|supprimons|supprimez|"
            "efface[rsz]?|effacez|detruis|detruire|ecrase[rz]?|vide[rz]?|purge[rz]?|rename|renomme[rz]?|"
            "clear|empty|corrupt|falsify|falsifie\\w*|truque\\w*|tamper|doctor|fake|edit|modifie[rsz]?|"
            "modifiez|modify|alter|insert|insere[rz]?|inserez|update(?! (me|us|on|about)\\b)|mets? a jour|mettre a jour|mettez a "
            "jour|overwrite|corrige[rz]?|corrigez|anonymise|archive[rz]?|hide|masque[rz]?|cache[rz]?|"
            "manipulate|nuke|scrub|annule[rz]?)";
        add("write",
            "^(please |can you |could you |just |now |then |go ahead and |peux tu |pouvez vous |svp |s il te plait |merci de |i "
            "want you to |je veux que tu |and |et |first |kindly |quickly |would you |you should |il faut |maintenant )*" +
                change + "\\b.{0,60}\\b" + things + "\\b");
        add("write", "\\b(and|then|et|puis|ensuite|also|,|;|\\.) (then |also |ensuite |please |finally |enfin "
                     ")?(delete|erase|wipe|purge|destroy|overwrite|truncate|supprime|efface|detruis|ecrase|vide|rename|renomme|"
                     "overwrite|drop the (table|data|column|database))\\b.{0,40}\\b" +
                         things + "\\b");
        add("write", "\\b(drop|remove|supprime|enleve|retire|kill)\\b.{0,20}\\b(the |la |le |les |all |toutes les |tous les "
                     "|every |this |cette )?(table|tables|database|base de donnees|schema|dataset|jeu de "
                     "donnees|column|columns|colonne|colonnes|row|record|ligne|rows|records|lignes|enregistrements|data|donnees|"
                     "workspace|backup|"
                     "backups)\\b(?! (from|in|on) (the )?(chart|graph|report|answer|graphique|rapport))");
        add("write", "^(please |can you |could you |now |peux tu |and |et |then |go |just "
                     ")*(set|change|make|put|fix|adjust|correct|force|replace|bump|turn|increment|mets?|mettre|change[rsz]?|"
                     "remplace[rsz]?|fixe[rsz]?|passe[rz]?|ajuste[rz]?|modifie[rz]?|reset|write|ecris|save|store|enregistre|"
                     "record|enter|saisis|add|ajoute|create|cree|append|define|assign)\\b(?! "
                     "(in|of|by|from|on|since|over)\\b)(?!.*\\b(simulate|simule|simuler|effet|effect|impact|what "
                     "if|scenario)\\b)(?!.{0,30}\\b(chart|graph|graphique|"
                     "report|rapport|summary|table|tableau|courbe|line|bar|pie|plan|segment|forecast|forecasts|comparison|list|"
                     "liste|axis|unit|groups?|clusters?|buckets?|groupes?|tiers?|segments?|scatter|heatmap|it (a|as)|budget for "
                     "next|resume|synthese|presentation|bilan)\\b).{0,70}\\b(to|at|=|as|a|par|with|into|en|by)\\b.{0,10}(zero|0|"
                     "null|double|\\d|negative|positive|million|nothing|empty|vide|rien)");
        add("write", "\\b(add|insert|create|append|ajoute|insere|cree|inject|injecte)\\b.{0,25}\\b(a |an |une? |des |some |new "
                     "|fake |de fausses? |nouvelles? |\\d+ )*(fake |fausses? |new |dummy "
                     ")?(rows?|records?|lines?|campaigns?|entry|entries|columns?|lignes?|campagnes?|enregistrements?|colonnes?|"
                     "entrees?|orders|commandes|tables?|users?|utilisateurs?|accounts?|macros?|triggers?|views?)\\b(?!.*\\b("
                     "chart|graph|report|by|per|graphique|rapport|sum(mary)?|budget)\\b)");
        add("write", "^(please |can you |could you |now |then |peux tu |pouvez vous )*(insert|append|inject|insere[rz]?)\\b"
                     "(?!.*\\b(chart|graph|graphique|report|rapport|table|tableau|slide|summary)\\b)");
        add("write", "\\b(make|fais|faire) .{0,40}\\b(look (better|good|profitable)|appear|paraitre|profitable on "
                     "paper|disappear|disparaitre)\\b|\\b(inflate|gonfle[rz]?|cook the books|massage the "
                     "(numbers|data)|invent(e|er|ez)? (some |des |the |les "
                     ")?(numbers|figures|data|chiffres|donnees|resultats)|fabricate|make up (some )?(numbers|figures|data))\\b");
        add("write", "\\b(undo|rollback|revert|roll back|restore|restaure|annule)\\b.{0,30}\\b(import|last "
                     "change|snapshot|database|data|backup|modification|sauvegarde)\\b");
        add("write", "\\b(change|update|edit|raise|lower|modify|modifie|augmente|baisse|mets a jour)\\b.{0,30}\\b(the |my |our "
                     "|le |la |les |mon |nos )?(settings?|parametres?|reglages?|permissions?|roles?|password|mot de "
                     "passe|currency setting|access rights|droits|token limit|budget limit|endpoint|configuration)\\b");
        add("write",
            "\\b(pause|launch|publish|activate|start|stop|turn "
            "off|disable|arrete|lance|active|desactive)\\b.{0,30}\\b(in|on|inside|sur|dans) (google ads|facebook ads|meta "
            "ads|ads manager|the ad account|ad platform|google|meta business|the platform|la plateforme|le compte)\\b");
        add("write",
            "^(please |can you |could you |now |then |peux tu |pouvez vous )*(delete|erase|wipe|purge|efface[rz]?|supprime[rz]?|"
            "detruis|drop)\\b(?! "
            "(in|of|by|from|since)\\b)(?!.*\\b(total|chart|graph|graphique|comparison|analysis|analyse|calcul|average|"
            "moyenne|report|rapport|view|what|quel\\w*|effect|effet|impact|budget|answer|list|liste)\\b)");
        add("write", "\\b(drop|remove|delete|erase|supprime|enleve|retire|efface)\\b.{0,60}\\b(from (the |our "
                     ")?(dataset|database|data ?base|table)|"
                     "de la base|du jeu de donnees|de la table)\\b");
        add("write", "^(augmente|baisse|increase|raise|lower|multiply|double|multiplie)\\b.{0,70}\\b(in|dans) (the|la|les|le) "
                     "(data|database|table|"
                     "base|donnees|dataset|jeu de donnees)\\b");
        add("write", "\\bkill\\b.{0,20}\\b(quer(y|ies)|process(es)?|requetes?|processus)\\b");
        // runaway
        add("runaway",
            "\\b(infinite loop|boucle infinie|loop forever|forever|a l infini|endless|never stop|sans fin|cross "
            "join|cartesian|produit cartesien|crash|ddos|denial of service|fork bomb|out of "
            "memory|exhaust|saturate|sature[rz]?|overload|surcharge[rz]?|\\d+ (billion|trillion|quadrillion|milliards?( de "
            "milliards)?) (rows|times|lignes|fois)|million times|million de fois|billion times|range\\s*\\(\\s*\\d{7,}|generate "
            "series|sleep\\s*\\(|as slow as possible|join (the |la )?(table|data|dataset) (with|to|avec) itself|jointure de la "
            "table avec elle meme|every possible combination|toutes les combinaisons possibles|(10|100|1000)+ ?\\^ ?\\d+)\\b");
        add("personal", "\\b(all|every|each|toutes|tous|entire|whole|full|raw|complete|chaque|integralite)\\b.{0,20}\\b(raw "
                        ")?(rows|records|lignes|enregistrements|table|database|dump|raw data|donnees "
                        "brutes)\\b.{0,30}\\b(export|dump|print|download|copy|send|exporte|copie|telecharge)");
        add("personal", "\\b(dump|export|download|print|telecharge|exporte|extrais|copie|display|output|leak)\\b.{0,25}\\b(all|"
                        "every|entire|whole|full|complete|raw|toute?s?|tous|integral\\w*|l "
                        "ensemble|brutes?)\\b.{0,25}\\b(rows|records|lignes|enregistrements|table|database|data|raw "
                        "data|donnees|base|customers?|clients?|transactions|users?|utilisateurs)\\b");
        return r;
    }();
    return list;
}

} // namespace

std::optional<std::string> unsafe_reason(const std::string& question) {
    std::string text = metrics::fold(question);
    for (char& c : text)
        if (c == '\n' || c == '\t' || c == '\r') c = ' ';
    std::string plain;
    for (const char c : text) plain += c == '\'' ? ' ' : c;
    if (text.size() > 4000) return "runaway";
    for (const Rule& rule : rules())
        if (std::regex_search(text, rule.pattern) || std::regex_search(plain, rule.pattern)) return rule.reason;
    return std::nullopt;
}

} // namespace plumbline::assistant
