/* The program's words in the user's language (gettext). */
#ifndef DRIVER_MESSAGE_H
#define DRIVER_MESSAGE_H

#include <libintl.h>

#include "base/diag.h" /* N_ */

#define _(msgid) gettext(msgid)

/* Chooses the language from the environment and the catalogues below `locale_folder`.
 * Numbers, sorting and everything else that could reach a product stay those of the C
 * locale. Call once, before any thread is started. */
void message_open(const char *locale_folder);

/* A diag_translate_fn. */
const char *message_translate(const char *msgid);

#endif
