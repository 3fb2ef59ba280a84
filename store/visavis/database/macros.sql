-- Macros live in the file, so that a bare `duckdb` shell finds names as the product does.

-- Latin letters and digits only, lower case, without accents, one space between words. Letters of other scripts stay as
-- they are here: only the stored *_fold columns transliterate them. `translate` and `replace` cover the letters that
-- have no accent to strip but are read as a plain one (folding.py does the same by table); plain ASCII, which has as
-- many bytes as characters, goes without.
CREATE MACRO fold(txt) AS trim(regexp_replace(
    CASE WHEN strlen(lower(strip_accents(txt))) = length(lower(strip_accents(txt)))
    THEN lower(strip_accents(txt))
    ELSE replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        translate(
            lower(strip_accents(txt)),
            'łøđðħıŀŧſĸəǝɓɗƙƴɔɛɨµªº²³¹ʹʺʻʼʽʾʿˈ',
            'loddhiltsqeebdkyoeiuao231        '
        ),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ĳ', 'ij'), 'ŋ', 'ng'), 'ŉ', ' n'), 'ǆ', 'dz'), 'ǉ', 'lj'),
        'ǌ', 'nj')
    END,
    '[^\p{L}\p{Nd}]+', ' ', 'g'));

-- 0 to 1: each word of the query takes its best Jaro-Winkler partner among the words of the name; their mean. Word order
-- and omitted names cost nothing, so that 'Diaz Canel' finds the man under his full name. The outer list of one binds
-- the words of both, which would else be cut anew for every pair of words.
CREATE MACRO name_score(query, name) AS list_transform(
    [[string_split(fold(query), ' '), string_split(fold(name), ' ')]],
    lambda words: list_avg(list_transform(
        words[1],
        lambda wanted: list_max(list_transform(words[2], lambda offer: jaro_winkler_similarity(wanted, offer)))
    ))
)[1];
