/* Cross-references and objects: ISO 32000-1, 7.3.8, 7.3.10 and 7.5. The tables are
 * believed, never rebuilt: a file whose tables are wrong is not what was published. */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h" /* N_ */
#include "pdfin.h"

/* "startxref" stands within so many bytes of the end (7.5.5 and common practice). */
#define TAIL 1024
/* Updates of a file; each costs a table. Ends a chain that leads in a circle. */
#define SECTIONS_MAX 1024
/* A reference to a reference to …: files have none at all. */
#define CHAIN_MAX 32

/* An object stream, unfolded: 7.5.7. */
struct pdfin_bundle {
    struct pdfin_bundle *next;
    struct buf content;
    size_t first; /* offset of the first object */
    uint32_t count;
    const struct pdfin_value *index; /* number, offset, number … */
};

void pdfin_fail(struct pdfin *file, enum status status, const char *fault)
{
    if (file->status != STATUS_OK)
        return;
    file->status = status;
    file->fault = fault;
}

static const char *const broken_table =
    N_("the PDF's table of objects is broken; it was not compared");

static void fail_table(struct pdfin *file)
{
    pdfin_fail(file, STATUS_SYNTAX, broken_table);
}

static struct pdfin_lexer lexer_at(struct pdfin *file, size_t offset)
{
    return (struct pdfin_lexer){
        .bytes = file->bytes, .at = offset, .arena = file->arena};
}

static const struct pdfin_value *keep(struct pdfin *file, struct pdfin_value value)
{
    struct pdfin_value *kept = arena_alloc(file->arena, sizeof(*kept));
    if (!kept) {
        pdfin_fail(file, STATUS_NOMEM, NULL);
        return &pdfin_null;
    }
    *kept = value;
    return kept;
}

/* The next value of a lexer as a whole number; -1 where it is none. */
static int64_t next_integer(struct pdfin_lexer *lexer)
{
    struct pdfin_value value;
    return pdfin_next(lexer, &value) ? pdfin_integer(&value, -1) : -1;
}

/* Where the data behind "stream" begins: 7.3.8.1. */
static size_t stream_start(const struct pdfin_lexer *lexer)
{
    size_t at = lexer->at;
    if (at < lexer->bytes.len && lexer->bytes.ptr[at] == '\r')
        at++;
    if (at < lexer->bytes.len && lexer->bytes.ptr[at] == '\n')
        at++;
    return at;
}

/* "12 0 obj …" at an offset. False where it does not stand there. */
static bool read_object(struct pdfin *file, size_t offset, uint32_t number,
                        struct pdfin_value *out)
{
    struct pdfin_lexer lexer = lexer_at(file, offset);
    struct pdfin_value word;
    bool good = offset < file->bytes.len && next_integer(&lexer) == (int64_t)number &&
                next_integer(&lexer) >= 0 && pdfin_next(&lexer, &word) &&
                pdfin_is_keyword(&word, "obj") && pdfin_next(&lexer, out);
    if (good && out->type == PDFIN_DICT && pdfin_next(&lexer, &word) &&
        pdfin_is_keyword(&word, "stream"))
        out->stream = stream_start(&lexer);
    pdfin_lexer_free(&lexer);
    return good;
}

/* ---- the tables ---- */

static struct pdfin_entry *entry_of(struct pdfin *file, int64_t number)
{
    if (number < 0 || number > PDFIN_OBJECTS_MAX) {
        fail_table(file);
        return NULL;
    }
    if ((size_t)number >= file->entry_capacity) {
        size_t capacity = file->entry_capacity ? file->entry_capacity : 1024;
        while (capacity <= (size_t)number)
            capacity *= 2;
        struct pdfin_entry *entries =
            realloc(file->entries, capacity * sizeof(*entries));
        if (!entries) {
            pdfin_fail(file, STATUS_NOMEM, NULL);
            return NULL;
        }
        memset(entries + file->entry_capacity, 0,
               (capacity - file->entry_capacity) * sizeof(*entries));
        file->entries = entries;
        file->entry_capacity = capacity;
    }
    if ((size_t)number >= file->entry_count)
        file->entry_count = (size_t)number + 1;
    return &file->entries[number];
}

/* The newest table is read first; what it says holds. */
static void note(struct pdfin *file, int64_t number, enum pdfin_place place,
                 int64_t offset, int64_t index)
{
    struct pdfin_entry *entry = entry_of(file, number);
    if (!entry || entry->known)
        return;
    if (offset < 0 || index < 0 || index > UINT32_MAX) {
        fail_table(file);
        return;
    }
    entry->known = true;
    entry->place = (uint8_t)place;
    entry->offset = (size_t)offset;
    entry->index = (uint32_t)index;
}

/* 7.5.4: sections of entries, then the trailer. */
static const struct pdfin_value *read_table(struct pdfin *file,
                                            struct pdfin_lexer *lexer)
{
    struct pdfin_value value;
    while (file->status == STATUS_OK && pdfin_next(lexer, &value)) {
        if (pdfin_is_keyword(&value, "trailer")) {
            if (!pdfin_next(lexer, &value) || value.type != PDFIN_DICT)
                break;
            return keep(file, value);
        }
        int64_t first = pdfin_integer(&value, -1), count = next_integer(lexer);
        if (first < 0 || count < 0)
            break;
        for (int64_t i = 0; i < count && file->status == STATUS_OK; i++) {
            int64_t offset = next_integer(lexer), generation = next_integer(lexer);
            if (generation < 0 || !pdfin_next(lexer, &value))
                fail_table(file);
            else if (pdfin_is_keyword(&value, "n"))
                note(file, first + i, PDFIN_PLAIN, offset, 0);
            else if (pdfin_is_keyword(&value, "f"))
                note(file, first + i, PDFIN_FREE, 0, 0);
            else
                fail_table(file);
        }
    }
    fail_table(file);
    return &pdfin_null;
}

/* One field of an entry of a cross-reference stream, most significant byte first. */
static int64_t read_field(struct str row, size_t *at, size_t width)
{
    int64_t value = 0;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | (unsigned char)row.ptr[(*at)++];
    return value;
}

/* 7.5.8. */
static void read_rows(struct pdfin *file, const struct pdfin_value *dict,
                      struct str rows)
{
    const struct pdfin_value *w = pdfin_lookup(dict, "W");
    const struct pdfin_value *index = pdfin_lookup(dict, "Index");
    int64_t widths[3], total = 0;
    for (uint32_t i = 0; i < 3; i++) {
        widths[i] = i < w->count && w->type == PDFIN_ARRAY
                        ? pdfin_integer(&w->as.items[i], -1)
                        : -1;
        if (widths[i] < 0 || widths[i] > 7) {
            fail_table(file);
            return;
        }
        total += widths[i];
    }
    const struct pdfin_value whole[2] = {{.type = PDFIN_NUMBER},
                                         *pdfin_lookup(dict, "Size")};
    const struct pdfin_value *pairs = whole;
    uint32_t pair_count = 1;
    if (index->type == PDFIN_ARRAY) {
        pairs = index->as.items;
        pair_count = index->count / 2;
    }
    size_t at = 0;
    for (uint32_t p = 0; p < pair_count; p++) {
        int64_t first = pdfin_integer(&pairs[2 * p], -1);
        int64_t count = pdfin_integer(&pairs[2 * p + 1], -1);
        if (first < 0 || total == 0)
            fail_table(file);
        for (int64_t i = 0; i < count && file->status == STATUS_OK; i++) {
            if (rows.len - at < (size_t)total)
                return; /* fewer rows than promised: those objects are not there */
            int64_t place =
                widths[0] > 0 ? read_field(rows, &at, (size_t)widths[0]) : 1;
            int64_t second = read_field(rows, &at, (size_t)widths[1]);
            int64_t third = read_field(rows, &at, (size_t)widths[2]);
            if (place == 1)
                note(file, first + i, PDFIN_PLAIN, second, 0);
            else if (place == 2)
                note(file, first + i, PDFIN_COMPRESSED, second, third);
            else
                note(file, first + i, PDFIN_FREE, 0, 0);
        }
    }
}

static const struct pdfin_value *read_table_stream(struct pdfin *file, size_t offset)
{
    struct pdfin_lexer lexer = lexer_at(file, offset);
    struct pdfin_value value;
    struct buf rows = BUF_INIT;
    int64_t number = next_integer(&lexer);
    pdfin_lexer_free(&lexer);
    if (number < 0 || number > PDFIN_OBJECTS_MAX ||
        !read_object(file, offset, (uint32_t)number, &value) || value.stream == 0 ||
        !pdfin_is_name(pdfin_lookup(&value, "Type"), "XRef")) {
        fail_table(file);
        return &pdfin_null;
    }
    const struct pdfin_value *dict = keep(file, value);
    pdfin_stream(file, dict, &rows);
    if (file->status == STATUS_OK)
        read_rows(file, dict, buf_str(&rows));
    buf_free(&rows);
    return dict;
}

static const struct pdfin_value *read_section(struct pdfin *file, size_t offset)
{
    struct pdfin_lexer lexer = lexer_at(file, offset);
    struct pdfin_value value;
    const struct pdfin_value *trailer;
    if (offset < file->bytes.len && pdfin_next(&lexer, &value) &&
        pdfin_is_keyword(&value, "xref"))
        trailer = read_table(file, &lexer);
    else
        trailer = read_table_stream(file, offset);
    pdfin_lexer_free(&lexer);
    return trailer;
}

static size_t find_start(struct pdfin *file)
{
    static const struct str word = STR_INIT("startxref");
    size_t from = file->bytes.len > TAIL ? file->bytes.len - TAIL : 0, found = SIZE_MAX;
    for (size_t at; (at = str_find(file->bytes, word, from)) != SIZE_MAX; from = at + 1)
        found = at;
    if (found == SIZE_MAX)
        return SIZE_MAX;
    struct pdfin_lexer lexer = lexer_at(file, found + word.len);
    int64_t offset = next_integer(&lexer);
    pdfin_lexer_free(&lexer);
    return offset < 0 ? SIZE_MAX : (size_t)offset;
}

static void read_tables(struct pdfin *file)
{
    int64_t offset = (int64_t)find_start(file);
    for (int sections = 0; offset >= 0 && file->status == STATUS_OK; sections++) {
        if (sections >= SECTIONS_MAX) {
            fail_table(file);
            return;
        }
        const struct pdfin_value *trailer = read_section(file, (size_t)offset);
        if (file->trailer == &pdfin_null)
            file->trailer = trailer;
        /* Of a hybrid file (7.5.8.4) the stream comes before the older tables. */
        int64_t hybrid = pdfin_integer(pdfin_lookup(trailer, "XRefStm"), -1);
        if (hybrid >= 0 && file->status == STATUS_OK)
            read_table_stream(file, (size_t)hybrid);
        offset = pdfin_integer(pdfin_lookup(trailer, "Prev"), -1);
    }
    if (file->status == STATUS_OK && file->trailer == &pdfin_null)
        fail_table(file);
}

/* ---- objects ---- */

static struct pdfin_bundle *open_bundle(struct pdfin *file,
                                        const struct pdfin_value *stream)
{
    struct pdfin_bundle *bundle = calloc(1, sizeof(*bundle));
    if (!bundle) {
        pdfin_fail(file, STATUS_NOMEM, NULL);
        return NULL;
    }
    bundle->next = file->bundles;
    file->bundles = bundle;
    pdfin_stream(file, stream, &bundle->content);
    int64_t count = pdfin_integer(pdfin_get(file, stream, "N"), -1);
    int64_t first = pdfin_integer(pdfin_get(file, stream, "First"), -1);
    if (count < 0 || first < 0 || (size_t)first > bundle->content.len ||
        (size_t)count > bundle->content.len) {
        fail_table(file);
        return bundle;
    }
    struct pdfin_value *index =
        arena_alloc(file->arena, ((size_t)count * 2 + 1) * sizeof(*index));
    struct pdfin_lexer lexer = {
        .bytes = str_slice(buf_str(&bundle->content), 0, (size_t)first),
        .arena = file->arena};
    if (!index)
        pdfin_fail(file, STATUS_NOMEM, NULL);
    for (int64_t i = 0; index && i < 2 * count; i++)
        if (!pdfin_next(&lexer, &index[i]))
            fail_table(file);
    pdfin_lexer_free(&lexer);
    bundle->first = (size_t)first;
    bundle->index = index;
    bundle->count = file->status == STATUS_OK ? (uint32_t)count : 0;
    return bundle;
}

static const struct pdfin_value *load(struct pdfin *file, uint32_t number);

static bool read_compressed(struct pdfin *file, const struct pdfin_entry *entry,
                            uint32_t number, struct pdfin_value *out)
{
    size_t holder = entry->offset;
    uint32_t nth = entry->index;
    if (holder >= file->entry_count || file->entries[holder].place != PDFIN_PLAIN)
        return false;
    if (!file->entries[holder].bundle) {
        const struct pdfin_value *stream = load(file, (uint32_t)holder);
        if (file->status != STATUS_OK || stream->stream == 0)
            return false;
        file->entries[holder].bundle = open_bundle(file, stream);
    }
    const struct pdfin_bundle *bundle = file->entries[holder].bundle;
    if (!bundle || nth >= bundle->count ||
        pdfin_integer(&bundle->index[2 * nth], -1) != (int64_t)number)
        return false;
    int64_t offset = pdfin_integer(&bundle->index[2 * nth + 1], -1);
    if (offset < 0 || (size_t)offset > bundle->content.len - bundle->first)
        return false;
    struct pdfin_lexer lexer = {.bytes = buf_str(&bundle->content),
                                .at = bundle->first + (size_t)offset,
                                .arena = file->arena};
    bool good = pdfin_next(&lexer, out);
    pdfin_lexer_free(&lexer);
    return good;
}

/* A number without an object is null (7.3.10); one whose object is not where the table
 * says is a fault. Recursion (lengths, object streams) ends at what is being loaded. */
static const struct pdfin_value *load(struct pdfin *file, uint32_t number)
{
    if (number >= file->entry_count || file->status != STATUS_OK)
        return &pdfin_null;
    struct pdfin_entry *entry = &file->entries[number];
    struct pdfin_value value = pdfin_null;
    if (entry->value)
        return entry->value;
    if (entry->place == PDFIN_FREE || entry->loading)
        return &pdfin_null;
    entry->loading = true;
    bool good = entry->place == PDFIN_PLAIN
                    ? read_object(file, entry->offset, number, &value)
                    : read_compressed(file, entry, number, &value);
    entry->loading = false;
    if (!good)
        fail_table(file);
    const struct pdfin_value *kept = good ? keep(file, value) : &pdfin_null;
    entry->value = kept;
    return kept;
}

const struct pdfin_value *pdfin_resolve(struct pdfin *file,
                                        const struct pdfin_value *value)
{
    for (int hops = 0; value->type == PDFIN_REFERENCE; hops++) {
        if (hops == CHAIN_MAX)
            return &pdfin_null;
        value = load(file, value->as.reference.number);
    }
    return value;
}

const struct pdfin_value *pdfin_get(struct pdfin *file, const struct pdfin_value *dict,
                                    const char *key)
{
    return pdfin_resolve(file, pdfin_lookup(dict, key));
}

const struct pdfin_value *pdfin_item(struct pdfin *file,
                                     const struct pdfin_value *array, size_t i)
{
    if (array->type != PDFIN_ARRAY || i >= array->count)
        return &pdfin_null;
    return pdfin_resolve(file, &array->as.items[i]);
}

bool pdfin_visits_open(struct pdfin *file, struct pdfin_visits *visits)
{
    visits->count = file->entry_count;
    visits->bits = calloc(visits->count / 8 + 1, 1);
    if (!visits->bits)
        pdfin_fail(file, STATUS_NOMEM, NULL);
    return visits->bits;
}

void pdfin_visits_free(struct pdfin_visits *visits)
{
    free(visits->bits);
    visits->bits = NULL;
}

bool pdfin_visit(struct pdfin_visits *visits, const struct pdfin_value *reference)
{
    if (reference->type != PDFIN_REFERENCE)
        return true;
    uint32_t number = reference->as.reference.number;
    if (number >= visits->count || visits->bits[number / 8] & 1u << number % 8)
        return false;
    visits->bits[number / 8] |= (unsigned char)(1u << number % 8);
    return true;
}

enum status pdfin_open(struct pdfin *file, struct str bytes)
{
    *file =
        (struct pdfin){.arena = arena_new(), .bytes = bytes, .trailer = &pdfin_null};
    if (!file->arena) {
        file->status = STATUS_NOMEM;
        return file->status;
    }
    if (!str_starts(bytes, STR("%PDF-"))) {
        pdfin_fail(file, STATUS_SYNTAX, N_("this is no PDF; it was not compared"));
        return file->status;
    }
    read_tables(file);
    if (file->status == STATUS_OK &&
        pdfin_lookup(file->trailer, "Encrypt")->type != PDFIN_NULL)
        pdfin_fail(file, STATUS_SYNTAX,
                   N_("the PDF is encrypted, as an archive may not be; it was not "
                      "compared"));
    return file->status;
}

void pdfin_close(struct pdfin *file)
{
    for (struct pdfin_bundle *next, *bundle = file->bundles; bundle; bundle = next) {
        next = bundle->next;
        buf_free(&bundle->content);
        free(bundle);
    }
    free(file->entries);
    arena_free(file->arena);
    *file = (struct pdfin){0};
}
