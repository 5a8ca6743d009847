#include "reader/reader.h"

#include "base/meter.h"
#include "model/source.h"

#include "build.h"
#include "encoding.h"
#include "furniture.h"
#include "sequence.h"

/* More lines than positions can count. */
#define BYTES_MAX ((size_t)1 << 30)

/* One control character in this many code points is a slip; more is no text. */
#define CONTROL_SHARE 50

static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' &&
            c != '\v') ||
           c == 0x7F;
}

/* Reports control characters; false where there are so many that this is no text. */
static bool check_controls(struct str text, struct diag *diag)
{
    size_t controls = 0, length = utf8_length(text), reported = 0;
    for (size_t at = 0; at < text.len; at++) /* all are ASCII: no need to decode */
        controls += is_control((unsigned char)text.ptr[at]);
    if (controls * CONTROL_SHARE > length)
        return false;
    struct diag_pos pos = {1, 1};
    for (size_t at = 0; at < text.len && controls > 0 && reported < 20;) {
        uint32_t c = utf8_next(text, &at);
        if (is_control(c)) {
            diag_report(diag, DIAG_CONTROL_CHARACTER, pos,
                        "control character U+%04X; kept", (unsigned)c);
            reported++;
        }
        bool pair = c == '\r' && at < text.len && text.ptr[at] == '\n';
        pos.column += !pair;
        if (c == '\n' || (c == '\r' && !pair)) {
            pos.line++;
            pos.column = 1;
        }
    }
    return true;
}

static struct str base_name(struct str name)
{
    size_t from = 0;
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '/')
            from = i + 1;
    }
    return str_slice(name, from, name.len);
}

static enum status choose(struct str bytes, const struct reader_options *options,
                          struct diag *diag, struct encoding *out)
{
    static const struct diag_pos whole = {0, 0};
    if (options != NULL && options->encoding.len > 0) {
        *out = encoding_named(options->encoding, bytes);
        if (out->name == NULL) {
            diag_report(diag, DIAG_USAGE, whole, "unknown encoding %.*s",
                        STR_ARGS(options->encoding));
            return STATUS_USAGE;
        }
        return STATUS_OK;
    }
    *out = encoding_detect(bytes);
    if (out->guessed)
        diag_report(diag, DIAG_ENCODING_GUESSED, whole,
                    "read as %s, judged by its content", out->name);
    return STATUS_OK;
}

/* Everything behind the door: text → lines → tree → facts. */
static enum status read_text(struct doc *doc, struct str text, struct arena *scratch,
                             struct diag *diag)
{
    struct lines lines;
    struct profile profile;
    enum status status = lines_cut(text, scratch, &lines);
    if (status != STATUS_OK)
        return status;
    doc->source.lines = lines.total;
    doc->source.newline = doc_copy(doc, str_from(lines.newline));
    status = furniture_find(&lines, scratch);
    if (status != STATUS_OK)
        return status;
    status = lines_scan(&lines, scratch);
    if (status != STATUS_OK)
        return status;
    profile_gather(&lines, &profile);
    status = profile_guess_speakers(&profile, &lines, scratch);
    if (status != STATUS_OK)
        return status;
    status = sequence_judge(&lines, &profile, scratch);
    if (status != STATUS_OK)
        return status;
    struct form form;
    form_gather(&lines, &form);
    struct builder builder = {.doc = doc,
                              .diag = diag,
                              .lines = &lines,
                              .profile = &profile,
                              .form = &form,
                              .opened = -1,
                              .closed = -1};
    status = roster_learn_names(&builder, scratch);
    if (status != STATUS_OK)
        return status;
    build_document(&builder);
    facts_gather(&builder);
    doc_assign_ids(doc);
    return doc->status;
}

static enum status check_text(struct str text, struct diag *diag)
{
    static const struct diag_pos whole = {0, 0};
    if (utf8_trim(text).len == 0) {
        diag_report(diag, DIAG_INPUT_EMPTY, whole, "the input holds no text");
        return STATUS_SYNTAX;
    }
    if (!check_controls(text, diag)) {
        diag_report(diag, DIAG_INPUT_BINARY, whole,
                    "the input is no text: too many control characters");
        return STATUS_SYNTAX;
    }
    return STATUS_OK;
}

enum status reader_read(struct str bytes, const struct reader_options *options,
                        struct diag *diag, struct doc **out)
{
    static const struct diag_pos whole = {0, 0};
    *out = NULL;
    if (bytes.len > BYTES_MAX) {
        diag_report(diag, DIAG_INPUT_TOO_LARGE, whole, "the input is over 1 GiB");
        return STATUS_LIMIT;
    }
    struct encoding encoding;
    enum status status = choose(bytes, options, diag, &encoding);
    if (status != STATUS_OK)
        return status;
    struct buf text = BUF_INIT;
    struct arena *scratch = arena_new();
    struct doc *doc = doc_new();
    status = scratch == NULL || doc == NULL ? STATUS_NOMEM : STATUS_OK;
    enum meter_work work = meter_turn(METER_DECODE);
    if (status == STATUS_OK)
        status = encoding_decode(bytes, &encoding, doc, diag, &text);
    meter_turn(work);
    if (status == STATUS_OK)
        status = check_text(buf_str(&text), diag);
    if (status == STATUS_OK) {
        doc->source.name = doc_copy(doc, base_name(options ? options->name : STR("")));
        doc->source.encoding = doc_copy(doc, str_from(encoding.name));
        doc->source.bom = encoding.bom > 0;
        status = read_text(doc, buf_str(&text), scratch, diag);
    }
    /* STATUS_SYNTAX would be a leaf out of its place: the record is whole all the same,
     * and only the way back is barred. */
    if (status == STATUS_OK && doc_record_layout(doc, buf_str(&text)) == STATUS_NOMEM)
        status = STATUS_NOMEM;
    if (status == STATUS_NOMEM)
        diag_report(diag, DIAG_OUT_OF_MEMORY, whole,
                    "memory is short; nothing was read");
    buf_free(&text);
    arena_free(scratch);
    if (status != STATUS_OK)
        doc_free(doc);
    else
        *out = doc;
    return status;
}

enum status reader_decode(struct str bytes, const struct reader_options *options,
                          struct buf *out)
{
    struct encoding encoding;
    enum status status = choose(bytes, options, NULL, &encoding);
    if (status != STATUS_OK)
        return status;
    struct doc *doc = doc_new(); /* takes the records of what does not decode */
    status = doc ? encoding_decode(bytes, &encoding, doc, NULL, out) : STATUS_NOMEM;
    doc_free(doc);
    return status;
}

/* Appends the text in an encoding, behind its byte order mark. */
static enum status encode(struct str text, struct str bytes,
                          const struct encoding *encoding, struct buf *out)
{
    buf_add(out, str_slice(bytes, 0, encoding->bom));
    return encoding_encode(text, encoding, out);
}

enum status reader_encode(struct str text, struct str bytes,
                          const struct reader_options *options, struct buf *out)
{
    struct encoding encoding;
    struct buf original = BUF_INIT, again = BUF_INIT;
    enum status status = choose(bytes, options, NULL, &encoding);
    if (status == STATUS_OK)
        status = reader_decode(bytes, options, &original);
    if (status == STATUS_OK)
        status = encode(buf_str(&original), bytes, &encoding, &again);
    if (status == STATUS_OK && !str_equal(buf_str(&again), bytes))
        status = STATUS_SYNTAX;
    if (status == STATUS_OK)
        status = encode(text, bytes, &encoding, out);
    buf_free(&again);
    buf_free(&original);
    return status;
}

struct str reader_encoding_lookup(struct str name)
{
    struct encoding encoding = encoding_named(name, STR(""));
    return encoding.name != NULL ? str_from(encoding.name) : (struct str){0};
}
