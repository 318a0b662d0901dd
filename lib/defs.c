/* SPDX-License-Identifier: ISC */
#include "defs.h"

#include "reader.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGEST = 4 * 1024 * 1024 };

struct definition {
    char *name; /* folder/name.yaml, or a path */
    char *path; /* what messages call it */
    char *bytes;
    size_t length;
    bool built_in, read, broken;
    struct reader *reader;
    struct record record;
};

struct defs {
    struct diag *diag;
    struct definition **items; /* ordered by name */
    size_t count, capacity;
    size_t taken;              /* from directories */
    struct definition **files; /* read by path */
    size_t file_count, file_capacity;
};

static void free_definition(struct definition *definition)
{
    reader_free(definition->reader);
    free(definition->name);
    free(definition->path);
    free(definition->bytes);
    free(definition);
}

void defs_close(struct defs *defs)
{
    if (!defs)
        return;
    for (size_t i = 0; i < defs->count; i++)
        free_definition(defs->items[i]);
    for (size_t i = 0; i < defs->file_count; i++)
        free_definition(defs->files[i]);
    free(defs->items);
    free(defs->files);
    free(defs);
}

static struct definition *new_definition(const char *name, const char *path, char *bytes, size_t length)
{
    struct definition *definition = mem_new(1, sizeof *definition);
    definition->name = mem_copy(name, strlen(name));
    definition->path = mem_copy(path, strlen(path));
    definition->bytes = bytes;
    definition->length = length;
    return definition;
}

struct wanted {
    const struct defs *defs;
    const char *name;
};

static bool is_before(const void *context, size_t at)
{
    const struct wanted *wanted = context;
    return strcmp(wanted->defs->items[at]->name, wanted->name) < 0;
}

static size_t position(const struct defs *defs, const char *name)
{
    return mem_position(defs->count, is_before, &(struct wanted){defs, name});
}

static void put(struct defs *defs, struct definition *definition)
{
    size_t at = position(defs, definition->name);
    if (at < defs->count && strcmp(defs->items[at]->name, definition->name) == 0) {
        free_definition(defs->items[at]);
        defs->items[at] = definition;
        return;
    }
    defs->items = mem_gap(defs->items, &defs->count, &defs->capacity, at, sizeof(struct definition *));
    defs->items[at] = definition;
}

static bool read_trouble(struct diag *diag, const char *path, const char *what)
{
    diag_report(diag, SEVERITY_TROUBLE, &(struct place){.file = path}, "unreadable", "%s", what);
    return false;
}

/* A whole file of bounded size; the caller frees *bytes. */
static bool read_file(const char *path, char **bytes, size_t *length, struct diag *diag)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return read_trouble(diag, path, strerror(errno));
    struct buffer content = {0};
    char chunk[16 * 1024];
    ssize_t got;
    while ((got = read(descriptor, chunk, sizeof chunk)) != 0 && content.length <= LARGEST) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        buffer_append(&content, chunk, (size_t)got);
    }
    int error = errno;
    close(descriptor);
    if (got == 0 && content.length <= LARGEST) {
        *bytes = content.bytes ? content.bytes : mem_new(1, 1);
        *length = content.length;
        return true;
    }
    buffer_free(&content);
    return read_trouble(diag, path, got < 0 ? strerror(error) : "larger than a definition may be (4 MiB)");
}

static bool ends_with(const char *name, const char *suffix)
{
    size_t length = strlen(name), end = strlen(suffix);
    return length > end && strcmp(name + length - end, suffix) == 0;
}

/* NULL at the end, or with errno. */
static struct dirent *next_entry(DIR *listing)
{
    errno = 0;
    return readdir(listing);
}

static bool add_folder(struct defs *defs, const char *directory, const char *folder)
{
    struct buffer path = {0}, name = {0};
    buffer_printf(&path, "%s/%s", directory, folder);
    DIR *listing = opendir(buffer_text(&path));
    bool good = listing || errno == ENOENT || read_trouble(defs->diag, path.bytes, strerror(errno));
    for (struct dirent *entry; listing && good && (entry = next_entry(listing));) {
        char *bytes;
        size_t length;
        if (entry->d_name[0] == '.' || !ends_with(entry->d_name, ".yaml"))
            continue;
        buffer_clear(&path);
        buffer_clear(&name);
        buffer_printf(&path, "%s/%s/%s", directory, folder, entry->d_name);
        buffer_printf(&name, "%s/%s", folder, entry->d_name);
        good = read_file(buffer_text(&path), &bytes, &length, defs->diag);
        if (good)
            put(defs, new_definition(buffer_text(&name), buffer_text(&path), bytes, length));
        defs->taken++;
    }
    if (listing && good && errno) {
        buffer_clear(&path);
        buffer_printf(&path, "%s/%s", directory, folder);
        good = read_trouble(defs->diag, buffer_text(&path), strerror(errno));
    }
    if (listing)
        closedir(listing);
    buffer_free(&path);
    buffer_free(&name);
    return good;
}

static bool add_directory(struct defs *defs, const char *directory)
{
    static const char *const folders[] = {"kinds", "fragments", "criteria", "measures", "evidence", "reports"};
    DIR *listing = opendir(directory);
    if (!listing)
        return read_trouble(defs->diag, directory, strerror(errno));
    closedir(listing);
    size_t before = defs->taken;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (!add_folder(defs, directory, folders[i]))
            return false;
    if (defs->taken == before)
        diag_report(
            defs->diag, SEVERITY_WARNING, &(struct place){.file = directory}, "no-definitions",
            "no definitions in it: files stand in kinds/, fragments/, criteria/, measures/, evidence/, reports/");
    return true;
}

struct defs *defs_open(const char *const *directories, size_t count, struct diag *diag)
{
    struct defs *defs = mem_new(1, sizeof *defs);
    defs->diag = diag;
    for (size_t i = 0; i < defs_builtin_count; i++) {
        const struct defs_file *file = &defs_builtin[i];
        struct buffer path = {0};
        buffer_printf(&path, "<built-in>/%s", file->name);
        struct definition *definition = new_definition(file->name, buffer_text(&path),
                                                       mem_copy((const char *)file->bytes, file->length), file->length);
        definition->built_in = true;
        put(defs, definition);
        buffer_free(&path);
    }
    for (size_t i = 0; i < count; i++)
        if (!add_directory(defs, directories[i])) {
            defs_close(defs);
            return NULL;
        }
    return defs;
}

static bool in_folder(const struct definition *definition, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(definition->name, folder, length) == 0 && definition->name[length] == '/';
}

size_t defs_count(const struct defs *defs, const char *folder)
{
    size_t count = 0;
    for (size_t i = 0; i < defs->count; i++)
        count += in_folder(defs->items[i], folder);
    return count;
}

const char *defs_name(const struct defs *defs, const char *folder, size_t index)
{
    for (size_t i = 0; i < defs->count; i++)
        if (in_folder(defs->items[i], folder) && index-- == 0)
            return defs->items[i]->name + strlen(folder) + 1;
    return NULL;
}

bool defs_source(const struct defs *defs, size_t index, struct defs_source *source)
{
    if (index >= defs->count)
        return false;
    const struct definition *definition = defs->items[index];
    *source = (struct defs_source){
        .name = definition->name, .bytes = {definition->bytes, definition->length}, .built_in = definition->built_in};
    return true;
}

/* Definitions are data like any other, but a fault in one is trouble: nothing can be done under a wrong policy. */
static const struct record *read_definition(struct defs *defs, struct definition *definition)
{
    if (definition->read)
        return definition->broken ? NULL : &definition->record;
    definition->read = true;
    definition->reader = reader_new(defs->diag);
    struct frame frame = {.bytes = {definition->bytes, definition->length}, .file = definition->path, .line = 1};
    enum read_result result = reader_read(definition->reader, &frame, &definition->record);
    definition->broken = result != READ_RECORD;
    if (result == READ_EMPTY)
        read_trouble(defs->diag, definition->path, "an empty definition");
    if (result == READ_BROKEN)
        diag_raise(defs->diag, STATUS_TROUBLE);
    return definition->broken ? NULL : &definition->record;
}

const struct record *defs_get(struct defs *defs, const char *folder, const char *name)
{
    struct buffer full = {0};
    buffer_printf(&full, "%s/%s%s", folder, name, ends_with(name, ".yaml") ? "" : ".yaml");
    size_t at = position(defs, buffer_text(&full));
    bool found = at < defs->count && strcmp(defs->items[at]->name, buffer_text(&full)) == 0;
    buffer_free(&full);
    return found ? read_definition(defs, defs->items[at]) : NULL;
}

const struct record *defs_read_file(struct defs *defs, const char *path)
{
    char *bytes;
    size_t length;
    if (!read_file(path, &bytes, &length, defs->diag))
        return NULL;
    defs->files = mem_grow(defs->files, &defs->file_capacity, defs->file_count + 1, sizeof(struct definition *));
    defs->files[defs->file_count] = new_definition(path, path, bytes, length);
    return read_definition(defs, defs->files[defs->file_count++]);
}

bool defs_fault(struct diag *diag, const struct record *definition, const struct node *node, const char *format, ...)
{
    struct place place = node ? record_place(definition, node->at) : record_first_place(definition);
    va_list arguments;
    va_start(arguments, format);
    diag_vreport(diag, SEVERITY_TROUBLE, &place, "bad-definition", format, arguments);
    va_end(arguments);
    return false;
}

const char *defs_text(const struct node *mapping, const char *key)
{
    const struct node *entry = node_get(mapping, text_of(key));
    return entry && entry->type == NODE_SCALAR && !node_is_null(entry) ? entry->value.bytes : NULL;
}

bool defs_only(struct diag *diag, const struct record *definition, const struct node *mapping, const char *const *keys)
{
    size_t count = 0;
    while (keys[count])
        count++;
    for (const struct node *entry = node_first(mapping); entry; entry = entry->next) {
        bool known = false;
        for (size_t i = 0; i < count && !known; i++)
            known = text_is(entry->key, keys[i]);
        const char *nearest = known ? NULL : text_nearest(entry->key, keys, count);
        if (!known)
            return defs_fault(diag, definition, entry, "unknown key '%s'%s%s%s", entry->key.bytes,
                              nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    }
    return true;
}
