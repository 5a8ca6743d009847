#include "message.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/host.h"

#define DOMAIN "gijiroku"

/* A locale that every Debian has, generated or not; UTF-8 in any language. */
#define FALLBACK_LOCALE "C.UTF-8"

/* What the environment asks for, in the order of POSIX (XBD 8.2). */
static const char *asked_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char *value = host_environment(names[i]);
        if (value && *value)
            return value;
    }
    return "C";
}

void message_open(const char *locale_folder)
{
    /* Messages carry Japanese whatever the user's code set is called. */
    setlocale(LC_CTYPE, FALLBACK_LOCALE);
    if (!setlocale(LC_MESSAGES, "") && setlocale(LC_MESSAGES, FALLBACK_LOCALE)) {
        /* The locale is named but not generated, as on most servers and in containers:
         * LANGUAGE chooses the catalogue all the same. */
        char language[64];
        size_t n = strcspn(asked_locale(), ".@");
        if (n < sizeof(language)) {
            memcpy(language, asked_locale(), n);
            language[n] = '\0';
            setenv("LANGUAGE", language, 0);
        }
    }
    bindtextdomain(DOMAIN, locale_folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    textdomain(DOMAIN);
}

const char *message_translate(const char *msgid)
{
    return *msgid ? gettext(msgid) : msgid; /* "" is the catalogue's header */
}
