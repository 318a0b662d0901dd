# SPDX-License-Identifier: ISC
# A value from a message in JSON, as --diagnostics=json writes it.

function unquoted(text) {
    gsub(/\\"/, "\"", text)
    gsub(/\\\\/, "\\", text)
    return text
}

function value(key,   rest) {
    if (!match($0, "\"" key "\":(\"([^\"\\\\]|\\\\.)*\"|[0-9]+)"))
        return ""
    rest = substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3)
    return substr(rest, 1, 1) == "\"" ? unquoted(substr(rest, 2, length(rest) - 2)) : rest
}

# The fault itself, whatever the figures: it is the same as long as the record, the field and the cause are.
function fingerprint(   text) {
    text = value("text")
    gsub(/[0-9]+/, "#", text)
    return value("record") " [" value("slug") "] " text
}
