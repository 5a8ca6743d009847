#include "address.h"

#include <string.h>

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* RFC 3986, 2.2 and 2.3, and the percent sign. */
static bool is_of_uri(char c)
{
    return is_alnum(c) || is_one_of(c, "-._~:/?#[]@!$&'()*+,;=%");
}

/* RFC 5322, 3.2.3, as far as mail systems give such names. */
static bool is_of_local(char c)
{
    return is_alnum(c) || is_one_of(c, "._%+-");
}

static bool is_of_domain(char c)
{
    return is_alnum(c) || c == '.' || c == '-';
}

/* What closes a bracket that was not opened inside belongs to the text around. */
static size_t trim_uri(struct str text, size_t begin, size_t end)
{
    while (end > begin) {
        char last = text.ptr[end - 1];
        char open = last == ')' ? '(' : last == ']' ? '[' : '\0';
        if (open != '\0' && memchr(text.ptr + begin, open, end - begin) == NULL) {
            end--;
        } else if (is_one_of(last, ".,;:!?'")) {
            end--;
        } else {
            break;
        }
    }
    return end;
}

static bool take_uri(struct str text, size_t at, struct address *out)
{
    struct str rest = str_slice(text, at, text.len);
    size_t scheme = str_starts(rest, STR("https://"))  ? 8
                    : str_starts(rest, STR("http://")) ? 7
                                                       : 0;
    if (scheme == 0 || (at > 0 && is_alnum(text.ptr[at - 1]))) {
        return false;
    }
    size_t begin = at + scheme, end = begin;
    while (end < text.len && is_of_uri(text.ptr[end])) {
        end++;
    }
    end = trim_uri(text, begin, end);
    *out = (struct address){at, end, false};
    return end > begin && is_alnum(text.ptr[begin]);
}

/* A domain has a point, and its last part is letters. */
static bool is_domain(struct str domain)
{
    size_t letters = 0;
    while (letters < domain.len && is_alnum(domain.ptr[domain.len - 1 - letters]) &&
           domain.ptr[domain.len - 1 - letters] > '9') {
        letters++;
    }
    return letters >= 2 && letters + 1 < domain.len &&
           domain.ptr[domain.len - 1 - letters] == '.' && is_alnum(domain.ptr[0]);
}

/* `from` is where the last address ended: nothing before it is looked at again. */
static bool take_mail(struct str text, size_t from, size_t sign, struct address *out)
{
    size_t begin = sign, end = sign + 1;
    while (begin > from && is_of_local(text.ptr[begin - 1])) {
        begin--;
    }
    while (end < text.len && is_of_domain(text.ptr[end])) {
        end++;
    }
    while (end > sign + 1 && !is_alnum(text.ptr[end - 1])) {
        end--;
    }
    *out = (struct address){begin, end, true};
    return begin < sign && is_alnum(text.ptr[begin]) &&
           is_domain(str_slice(text, sign + 1, end));
}

bool address_find(struct str text, size_t from, struct address *out)
{
    for (size_t at = from; at < text.len; at++) {
        if (text.ptr[at] == 'h' && take_uri(text, at, out)) {
            return true;
        }
        if (text.ptr[at] == '@' && take_mail(text, from, at, out)) {
            return true;
        }
    }
    return false;
}
