#include "para.h"

#include <stdlib.h>
#include <string.h>

#include "annotate.h"
#include "base/meter.h"
#include "base/utf8.h"

/* JLREQ 3.2.6 and 3.2.3: between words a third of an em; 1/4 to 1/2 in a fitted line.
 */
#define WORD_SPACE (1.0 / 3)
#define WORD_SPACE_MIN 0.25
#define WORD_SPACE_MAX 0.5
/* A U+0020 between two Japanese characters divides parts of a title or of a name. */
#define JAPANESE_SPACE 0.5
/* A glyph at least this wide (em) fills a full-width cell. */
#define FULL_WIDTH 0.9

struct cluster {
    size_t start, end;      /* bytes of the leaf */
    uint32_t first, second; /* code points; second 0: a single one */
    uint32_t face, glyph;
    double advance; /* em */
    bool complex;   /* to be shaped: more than a base and a selector */
    bool breakable_after;
    uint8_t class;
    struct str white; /* behind it */
};

/* ---- growing ---- */

bool para_reserve(struct para *para, void **array, size_t *capacity, size_t need,
                  size_t size)
{
    if (need <= *capacity) {
        return true;
    }
    size_t wanted = *capacity * 2 > need ? *capacity * 2 : need + 64;
    void *grown = realloc(*array, wanted * size);
    if (grown == NULL) {
        para->status = STATUS_NOMEM;
        return false;
    }
    *array = grown;
    *capacity = wanted;
    return true;
}

enum status para_open(struct para *para, struct layout_fonts *fonts,
                      const struct layout_template *layout_template)
{
    *para = (struct para){.fonts = fonts, .layout_template = layout_template};
    para->cache = calloc(GLYPH_CACHE_SIZE, sizeof *para->cache);
    para->buffer = hb_buffer_create();
    return para->cache != NULL && hb_buffer_allocation_successful(para->buffer)
               ? STATUS_OK
               : STATUS_NOMEM;
}

void para_close(struct para *para)
{
    free(para->cache);
    free(para->upright_cache);
    if (para->buffer != NULL) {
        hb_buffer_destroy(para->buffer);
    }
    free(para->items);
    free(para->glyphs);
    free(para->clusters);
    free(para->beside);
    free(para->annotations);
}

void para_begin(struct para *para)
{
    para->item_count = 0;
    para->glyph_count = 0;
    para->beside_count = 0;
    para->annotation_count = 0;
    para->space_before_next = 0;
}

/* ---- characters ---- */

static bool is_selector(uint32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) ||
           (c >= 0x180B && c <= 0x180D);
}

/* Marks that stay on the character before them. */
static bool is_mark(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x20D0 && c <= 0x20F0) ||
           (c >= 0x3099 && c <= 0x309A) || (c >= 0x1AB0 && c <= 0x1AFF) ||
           (c >= 0xFE20 && c <= 0xFE2F) || (c >= 0x1F3FB && c <= 0x1F3FF);
}

/* Without a glyph of its own: Default_Ignorable_Code_Point and controls. */
static bool is_invisible(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x34F ||
           c == 0x61C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x3164 || c == 0xFFA0 ||
           (c >= 0x1D173 && c <= 0x1D17A) || (c >= 0xE0000 && c <= 0xE00FF);
}

static bool is_white(uint32_t c)
{
    return c != 0xFEFF && (utf8_is_space(c) || c == '\t');
}

#define ZERO_WIDTH_SPACE 0x200Bu
#define NO_BREAK_SPACE 0xA0u

static double white_width(uint32_t c, bool latin)
{
    switch (c) {
    case ' ':
    case NO_BREAK_SPACE:
        return latin ? WORD_SPACE : JAPANESE_SPACE;
    case 0x3000:
    case 0x2003:
    case '\t':
        return 1;
    case 0x2002:
        return 0.5;
    default:
        return 0.25;
    }
}

/* ---- finding a face ---- */

/* Looks the cluster up in one face. 2: the face has all of it; 1: only the base. */
static int face_has(const struct face *face, uint32_t base, uint32_t selector,
                    uint32_t *glyph)
{
    hb_codepoint_t found;
    if (selector != 0 &&
        hb_font_get_variation_glyph(face->hb_font, base, selector, &found)) {
        *glyph = found;
        return 2;
    }
    if (!hb_font_get_nominal_glyph(face->hb_font, base, &found) || found == 0) {
        return 0;
    }
    *glyph = found;
    return selector == 0 ? 2 : 1;
}

struct choice {
    uint32_t face, glyph;
    int degree; /* as face_has */
};

static bool consider(struct para *para, uint32_t index, const struct cluster *cluster,
                     struct choice *choice)
{
    const struct face *face = face_open(para->fonts, index, para->diag);
    uint32_t glyph = 0;
    uint32_t selector = is_selector(cluster->second) ? cluster->second : 0;
    int degree = face != NULL ? face_has(face, cluster->first, selector, &glyph) : 0;
    if (degree > choice->degree) {
        *choice = (struct choice){index, glyph, degree};
    }
    return choice->degree == 2;
}

/* The first face that has the whole cluster; else the first that has its base. */
static bool choose_face(struct para *para, int role, bool latin,
                        struct cluster *cluster)
{
    const struct face_role *stack = &para->fonts->roles[role];
    struct glyph_cache_entry *entry =
        &para->cache[(cluster->first * 2 + (uint32_t)role + (latin ? 7919u : 0)) %
                     GLYPH_CACHE_SIZE];
    bool plain = cluster->second == 0;
    if (plain && entry->code_point == cluster->first &&
        entry->role_plus_1 == role + 1 && entry->latin == latin) {
        cluster->face = entry->face;
        cluster->glyph = entry->glyph;
        cluster->advance = (double)entry->advance;
        return true;
    }
    struct choice choice = {0};
    bool done = latin && consider(para, stack->latin, cluster, &choice);
    for (size_t i = 0; !done && i < stack->stack_count; i++) {
        done = consider(para, stack->stack[i], cluster, &choice);
    }
    if (choice.degree == 0) {
        return false;
    }
    const struct face *face = &para->fonts->faces[choice.face];
    cluster->face = choice.face;
    cluster->glyph = choice.glyph;
    cluster->advance = hb_font_get_glyph_h_advance(face->hb_font, choice.glyph) /
                       face->info.units_per_em;
    if (plain) {
        *entry = (struct glyph_cache_entry){cluster->first, choice.face,
                                            choice.glyph,   (uint8_t)(role + 1),
                                            (uint8_t)latin, (float)cluster->advance};
    }
    return true;
}

static void report_missing(struct para *para, const struct cluster *cluster,
                           struct str text, struct diag_pos pos)
{
    if (para->diag == NULL) {
        return;
    }
    para->missing = true;
    struct str before = {text.ptr, cluster->start};
    if (pos.line > 0) {
        pos.column += (uint32_t)utf8_length(before);
    }
    if (para->sink != NULL && para->sink->lack != NULL) {
        para->sink->lack(para->sink->user,
                         str_slice(text, cluster->start, cluster->end), pos);
        return;
    }
    diag_report(para->diag, DIAG_GLYPH_MISSING, pos,
                "no font of the stack has U+%04X (%.*s); the pages are not made",
                (unsigned)cluster->first, (int)(cluster->end - cluster->start),
                text.ptr + cluster->start);
}

/* ---- from text to clusters ---- */

static bool next_cluster(struct str text, size_t *at, struct cluster *cluster)
{
    *cluster = (struct cluster){.start = *at};
    size_t next = *at;
    bool base = false;
    while (next < text.len) {
        size_t before = next;
        uint32_t c = utf8_next(text, &next);
        bool joined = base && cluster->second == 0x200D;
        if (is_white(c)) {
            next = before;
            break;
        }
        if (is_invisible(c) && !is_selector(c)) {
            cluster->breakable_after |= c == ZERO_WIDTH_SPACE;
            continue;
        }
        if (!base) {
            base = true;
            cluster->first = c;
        } else if (is_selector(c) || is_mark(c) || joined) {
            cluster->complex |= cluster->second != 0 || !is_selector(c);
            cluster->second = c;
        } else {
            next = before;
            break;
        }
    }
    cluster->end = next;
    /* Invisible characters alone: a blank carries them. */
    if (!base && next > *at) {
        cluster->first = ' ';
        base = true;
    }
    size_t white = next;
    while (next < text.len) {
        size_t before = next;
        if (!is_white(utf8_next(text, &next))) {
            next = before;
            break;
        }
    }
    cluster->white = str_slice(text, white, next);
    *at = next;
    return base;
}

static size_t split(struct para *para, struct str text)
{
    size_t count = 0, at = 0;
    while (at < text.len) {
        if (!para_reserve(para, (void **)&para->clusters, &para->cluster_capacity,
                          count + 1, sizeof *para->clusters)) {
            return 0;
        }
        if (next_cluster(text, &at, &para->clusters[count])) {
            para->clusters[count].class =
                (uint8_t)jlreq_class_of(para->clusters[count].first);
            count++;
        }
    }
    return count;
}

static bool is_latin(uint8_t class)
{
    return jlreq_manner_of(class)->word;
}

static bool latin_at(const struct para *para, size_t count, size_t i)
{
    return i < count && is_latin(para->clusters[i].class);
}

/* Quotation marks are of two worlds: beside Latin they are Latin. */
static void settle_quotes(struct para *para, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct cluster *c = &para->clusters[i];
        bool before = i > 0 && para->clusters[i - 1].white.len == 0 &&
                      latin_at(para, count, i - 1);
        bool after = c->white.len == 0 && latin_at(para, count, i + 1);
        if ((c->first == 0x2018 || c->first == 0x201C) && after) {
            c->class = JLREQ_LATIN_OPENING;
        } else if (c->first == 0x2019 && before && after) {
            c->class = JLREQ_LATIN;
        } else if ((c->first == 0x2019 || c->first == 0x201D) && before) {
            c->class = JLREQ_LATIN_CLOSING;
        }
    }
}

/* A mark whose glyph is narrow has no half em of its own; a Latin letter that a face
 * draws full width is set like an ideograph. */
static void settle_width(struct cluster *cluster)
{
    bool wide = cluster->advance >= FULL_WIDTH;
    uint8_t narrow = jlreq_manner_of(cluster->class)->narrow;
    if (!wide && narrow != 0) {
        cluster->class = narrow;
    } else if (wide && cluster->class == JLREQ_LATIN && cluster->first >= 0x370) {
        cluster->class = JLREQ_IDEOGRAPHIC;
    }
}

/* ---- vertical lines ---- */

/* Remembers what orientation_stand says. */
static const struct upright *stand(struct para *para, const struct cluster *cluster)
{
    if (para->upright_cache == NULL) {
        para->upright_cache = calloc(GLYPH_CACHE_SIZE, sizeof *para->upright_cache);
        if (para->upright_cache == NULL) {
            para->status = STATUS_NOMEM;
            return NULL;
        }
    }
    struct upright_cache_entry *entry =
        &para->upright_cache[(cluster->glyph * 31 + cluster->face) % GLYPH_CACHE_SIZE];
    if (entry->face_plus_1 != cluster->face + 1 ||
        entry->code_point != cluster->first || cluster->second != 0) {
        *entry = (struct upright_cache_entry){.code_point = cluster->first,
                                              .face_plus_1 = cluster->face + 1};
        hb_font_t *font = para->fonts->faces[cluster->face].hb_font;
        entry->stands = orientation_stand(font, cluster->first, cluster->glyph,
                                          para->buffer, &entry->place);
        /* A variant of a kanji has no vertical form; its glyph stands as it is. */
        if (entry->stands && cluster->second != 0) {
            entry->place = orientation_place(font, cluster->glyph);
        }
    }
    return entry->stands ? &entry->place : NULL;
}

/* ---- from clusters to items ---- */

static struct item *add_item(struct para *para, const struct text_style *style)
{
    if (!para_reserve(para, (void **)&para->items, &para->item_capacity,
                      para->item_count + 1, sizeof *para->items)) {
        return NULL;
    }
    struct item *item = &para->items[para->item_count++];
    *item = (struct item){.size = style->size,
                          .rise = style->rise,
                          .tag = style->tag,
                          .first_glyph = (uint32_t)para->glyph_count};
    return item;
}

static void add_glyph(struct para *para, struct item *item, struct shaped_glyph glyph)
{
    bool across = item->setting == ITEM_ACROSS; /* raised as a whole: place_run */
    glyph.x += item->setting == ITEM_UPRIGHT ? item->rise : 0;
    glyph.y += item->setting == ITEM_UPRIGHT || across ? 0 : item->rise;
    if (para_reserve(para, (void **)&para->glyphs, &para->glyph_capacity,
                     para->glyph_count + 1, sizeof *para->glyphs)) {
        para->glyphs[para->glyph_count++] = glyph;
        item->glyph_count++;
    }
}

static void set_body(struct para *para, struct item *item, double advance)
{
    const struct jlreq_manner *manner = jlreq_manner_of(item->class);
    double unit = item->size / JLREQ_EM;
    item->body = advance;
    if (manner->body_width > 0) {
        item->body = manner->body_width * unit;
        item->shift = -(manner->body_start * unit);
        item->lead = manner->lead * unit;
        item->tail = manner->tail * unit;
        item->tail_stays =
            (manner->keeps_tail >> para->layout_template->profile & 1) != 0;
        item->hangs = para->layout_template->hanging && manner->hangs;
    }
}

static void describe_item(struct item *item, const struct cluster *first,
                          const struct cluster *last, struct str text)
{
    item->text = str_slice(text, first->start, last->end);
    item->code_point = first->first;
    item->face = first->face;
    item->class = last->class;
    item->gap = (struct gap){.white = last->white};
    if (last->breakable_after) {
        item->gap.kind = GAP_LATE;
    }
}

static void add_simple(struct para *para, const struct cluster *cluster,
                       struct str text, const struct text_style *style)
{
    struct item *item = add_item(para, style);
    if (item == NULL) {
        return;
    }
    describe_item(item, cluster, cluster, text);
    double advance = cluster->advance * style->size;
    struct shaped_glyph glyph = {cluster->glyph, 0, 0, advance};
    bool vertical = para->direction == PAGE_VERTICAL;
    const struct upright *upright = vertical ? stand(para, cluster) : NULL;
    item->setting = vertical ? ITEM_SIDEWAYS : ITEM_ALONG;
    if (upright != NULL) {
        double unit = style->size / para->fonts->faces[cluster->face].info.units_per_em;
        advance = upright->advance * unit;
        glyph = (struct shaped_glyph){upright->glyph, upright->x * unit,
                                      upright->y * unit, advance};
        item->setting = ITEM_UPRIGHT;
    }
    add_glyph(para, item, glyph);
    set_body(para, item, advance);
}

/* 縦中横: the digits of a short number side by side, one em of the line. */
static void add_across(struct para *para, size_t from, size_t to, struct str text,
                       const struct text_style *style)
{
    struct item *item = add_item(para, style);
    if (item == NULL) {
        return;
    }
    describe_item(item, &para->clusters[from], &para->clusters[to - 1], text);
    item->setting = ITEM_ACROSS;
    /* JLREQ 3.2.5: it is treated as an ideographic character. */
    item->class = JLREQ_IDEOGRAPHIC;
    double pen = 0;
    for (size_t i = from; i < to; i++) {
        double advance = para->clusters[i].advance * style->size;
        add_glyph(para, item,
                  (struct shaped_glyph){para->clusters[i].glyph, pen, 0, advance});
        pen += advance;
    }
    item->body = style->size;
}

/* Whether clusters [from, to), a Latin run, are a number to be set across the line. */
static bool is_across(const struct para *para, size_t from, size_t to)
{
    if (para->direction != PAGE_VERTICAL ||
        to - from > (size_t)para->layout_template->across_max) {
        return false;
    }
    for (size_t i = from; i < to; i++) {
        if (para->clusters[i].first < '0' || para->clusters[i].first > '9') {
            return false;
        }
    }
    return true;
}

static enum item_setting setting_of_shaped(const struct para *para,
                                           const struct cluster *cluster)
{
    if (para->direction != PAGE_VERTICAL) {
        return ITEM_ALONG;
    }
    return is_latin(cluster->class) ||
                   orientation_of(cluster->first) == ORIENTATION_SIDEWAYS
               ? ITEM_SIDEWAYS
               : ITEM_UPRIGHT;
}

/* The glyphs of one item, from HarfBuzz's [from, to); what they take of the line, pt.
 */
static double add_shaped_glyphs(struct para *para, struct item *item, unsigned from,
                                unsigned to, double unit)
{
    hb_font_t *font = para->fonts->faces[item->face].hb_font;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(para->buffer, NULL);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(para->buffer, NULL);
    double pen = 0;
    for (unsigned g = from; g < to; g++) {
        hb_codepoint_t id = infos[g].codepoint;
        double x = at[g].x_offset * unit, y = at[g].y_offset * unit;
        if (item->setting == ITEM_UPRIGHT) {
            double advance = -hb_font_get_glyph_v_advance(font, id) * unit;
            add_glyph(para, item, (struct shaped_glyph){id, x, y - pen, advance});
            pen -= at[g].y_advance * unit;
        } else {
            double advance = hb_font_get_glyph_h_advance(font, id) * unit;
            add_glyph(para, item, (struct shaped_glyph){id, pen + x, y, advance});
            pen += at[g].x_advance * unit;
        }
    }
    return pen;
}

/* Shapes clusters [from, to) of one face together. One item for each cluster that
 * HarfBuzz keeps apart. */
static void add_shaped(struct para *para, size_t from, size_t to, struct str text,
                       const struct text_style *style)
{
    const struct cluster *clusters = para->clusters;
    const struct face *face = &para->fonts->faces[clusters[from].face];
    hb_buffer_t *buffer = para->buffer;
    hb_buffer_clear_contents(buffer);
    for (size_t i = from; i < to; i++) {
        for (size_t at = clusters[i].start; at < clusters[i].end;) {
            uint32_t c = utf8_next(text, &at);
            if (!is_invisible(c) || is_selector(c)) {
                hb_buffer_add(buffer, c, (unsigned)i);
            }
        }
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_guess_segment_properties(buffer);
    enum item_setting setting = setting_of_shaped(para, &clusters[from]);
    hb_buffer_set_direction(buffer, setting == ITEM_UPRIGHT ? HB_DIRECTION_TTB
                                                            : HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, hb_language_from_string("ja", -1));
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    enum meter_work work = meter_turn(METER_SHAPE);
    hb_shape(face->hb_font, buffer, NULL, 0);
    meter_turn(work);
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    double unit = style->size / face->info.units_per_em;
    for (unsigned g = 0; g < count;) {
        unsigned end = g;
        while (end < count && infos[end].cluster == infos[g].cluster) {
            end++;
        }
        size_t first = infos[g].cluster;
        size_t last = (end < count ? infos[end].cluster : to) - 1;
        struct item *item = add_item(para, style);
        if (item == NULL) {
            return;
        }
        describe_item(item, &clusters[first], &clusters[last], text);
        item->setting = (uint8_t)setting;
        set_body(para, item, add_shaped_glyphs(para, item, g, end, unit));
        g = end;
    }
}

/* A run of Latin clusters of one face, without white space inside. */
static size_t latin_run_end(const struct para *para, size_t count, size_t from)
{
    size_t to = from + 1;
    while (to < count && para->clusters[to - 1].white.len == 0 &&
           is_latin(para->clusters[to].class) &&
           para->clusters[to].face == para->clusters[from].face) {
        to++;
    }
    return to;
}

/* Addresses may be broken after their signs. */
static void mark_address(struct para *para, size_t first_item)
{
    bool address = false;
    for (size_t i = first_item; i + 2 < para->item_count; i++) {
        struct item *item = &para->items[i];
        if (item->code_point == ':' && item[1].code_point == '/' &&
            item[2].code_point == '/') {
            address = true;
        }
    }
    for (size_t i = first_item; i + 1 < para->item_count; i++) {
        struct item *item = &para->items[i];
        bool sign = item->class == JLREQ_LATIN_SEPARATOR || item->code_point == '.' ||
                    item->code_point == '?';
        bool next_sign = item[1].class == JLREQ_LATIN_SEPARATOR;
        bool letters = i > first_item && item[-1].class == JLREQ_LATIN &&
                       item[1].class == JLREQ_LATIN &&
                       (item->code_point == '-' || item->code_point == '/');
        if ((address && sign && !next_sign) || letters) {
            item->gap.kind = GAP_LATE;
        }
    }
}

/* Drops the clusters that no face has, after a report. */
static size_t choose_faces(struct para *para, size_t count, struct str text,
                           struct diag_pos pos, int role)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct cluster cluster = para->clusters[i];
        if (!choose_face(para, role, is_latin(cluster.class), &cluster)) {
            report_missing(para, &cluster, text, pos);
            continue;
        }
        settle_width(&cluster);
        para->clusters[kept++] = cluster;
    }
    return kept;
}

static void set_class(struct para *para, size_t first_item, uint8_t class)
{
    for (size_t i = first_item; i < para->item_count; i++) {
        struct item *item = &para->items[i];
        item->class = class;
        item->tail = item->lead = 0;
    }
}

void para_add(struct para *para, struct str text, struct diag_pos pos,
              const struct text_style *style)
{
    size_t count = split(para, text), before = para->item_count;
    settle_quotes(para, count);
    count = choose_faces(para, count, text, pos, style->role);
    if (para->space_before_next > 0 && para->item_count > 0) {
        para->items[para->item_count - 1].gap.natural = para->space_before_next;
    }
    para->space_before_next = 0;
    for (size_t i = 0; i < count && para->status == STATUS_OK;) {
        const struct cluster *cluster = &para->clusters[i];
        if (is_latin(cluster->class)) {
            size_t end = latin_run_end(para, count, i);
            size_t first_item = para->item_count;
            if (is_across(para, i, end)) {
                add_across(para, i, end, text, style);
            } else {
                add_shaped(para, i, end, text, style);
            }
            mark_address(para, first_item);
            i = end;
        } else if (cluster->complex) {
            add_shaped(para, i, i + 1, text, style);
            i++;
        } else {
            add_simple(para, cluster, text, style);
            i++;
        }
    }
    if (style->class != 0) {
        set_class(para, before, style->class);
    }
}

void para_add_space(struct para *para, double width)
{
    para->space_before_next = width;
}

/* ---- gaps ---- */

static bool is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

/* Whether a break between two characters would divide a number. Behind a hyphen, as
 * telephone numbers have them, it is no worse than inside a word. */
static bool divides_number(uint32_t before, uint32_t after)
{
    return is_digit(before) || (is_digit(after) && (before == '.' || before == ','));
}

static enum gap_break break_of(const struct para *para, uint8_t before, uint8_t after,
                               bool same)
{
    switch ((enum jlreq_break)jlreq_pair_of(before, after)->breaking) {
    case JLREQ_BREAK_FREE:
        return GAP_FREE;
    case JLREQ_BREAK_RELAXED:
        return para->layout_template->start == LINE_START_RELAXED ? GAP_FREE
                                                                  : GAP_FORBIDDEN;
    case JLREQ_BREAK_SAME:
        return same ? GAP_FORBIDDEN : GAP_FREE;
    case JLREQ_BREAK_WORD:
        return GAP_WORD;
    case JLREQ_BREAK_NEVER:
        break;
    }
    return GAP_FORBIDDEN;
}

static void set_white_gap(const struct para *para, struct item *before,
                          const struct item *after)
{
    struct gap *gap = &before->gap;
    double em = before->size;
    bool latin = is_latin(before->class) && is_latin(after->class);
    double width = 0;
    bool fixed = false, no_break = false;
    for (size_t at = 0; at < gap->white.len;) {
        uint32_t c = utf8_next(gap->white, &at);
        width += white_width(c, latin) * em;
        fixed |= c != ' ';
        no_break |= c == NO_BREAK_SPACE;
    }
    double pair = jlreq_pair_of(before->class, after->class)->natural * em / JLREQ_EM;
    gap->natural = width > pair ? width : pair;
    gap->min = fixed ? gap->natural : WORD_SPACE_MIN * em;
    gap->max = fixed ? gap->natural : WORD_SPACE_MAX * em;
    if (gap->max < gap->natural) {
        gap->max = gap->natural;
    }
    gap->reduction = fixed ? JLREQ_REDUCE_NEVER : JLREQ_REDUCE_WORD_SPACE;
    gap->expansion = fixed ? JLREQ_EXPAND_NEVER : JLREQ_EXPAND_WORD_SPACE;
    /* The blank parts words; what may begin or end a line at all is asked of kanji, the
     * neighbours that forbid nothing themselves. */
    bool free = break_of(para, JLREQ_IDEOGRAPHIC, after->class, false) == GAP_FREE &&
                break_of(para, before->class, JLREQ_IDEOGRAPHIC, false) == GAP_FREE;
    gap->kind = free && !no_break ? GAP_FREE : GAP_FORBIDDEN;
}

static void set_pair_gap(struct para *para, struct item *before,
                         const struct item *after)
{
    const struct jlreq_pair *pair = jlreq_pair_of(before->class, after->class);
    double unit = before->size / JLREQ_EM;
    struct gap *gap = &before->gap;
    bool late = gap->kind == GAP_LATE;
    bool number = divides_number(before->code_point, after->code_point);
    gap->natural = pair->natural * unit;
    gap->min = pair->min * unit;
    gap->max = pair->max * unit;
    gap->reduction = pair->reduction;
    gap->expansion = pair->expansion;
    gap->kind = (uint8_t)break_of(para, before->class, after->class,
                                  before->code_point == after->code_point);
    if (late && gap->kind != GAP_FREE) {
        gap->kind = GAP_LATE;
    } else if (number && gap->kind == GAP_WORD) {
        gap->kind = GAP_NUMBER;
    }
}

void para_end(struct para *para)
{
    for (size_t i = 0; i + 1 < para->item_count; i++) {
        struct item *item = &para->items[i];
        double blank = item->gap.natural;
        if (item->gap.white.len > 0) {
            set_white_gap(para, item, item + 1);
        } else {
            set_pair_gap(para, item, item + 1);
        }
        if (blank > item->gap.natural) {
            item->gap.natural = item->gap.min = item->gap.max = blank;
            item->gap.reduction = JLREQ_REDUCE_NEVER;
            item->gap.expansion = JLREQ_EXPAND_NEVER;
        }
    }
    annotate_settle(para);
}

double para_width(const struct para *para)
{
    double width = 0;
    for (size_t i = 0; i < para->item_count; i++) {
        width += para->items[i].body;
        width +=
            i + 1 < para->item_count ? para->items[i].gap.natural : para->items[i].tail;
    }
    return width;
}
