/* lint --test-dictionary: the tests that each term of a dictionary carries. */
#ifndef DRIVER_LINT_DICTIONARY_H
#define DRIVER_LINT_DICTIONARY_H

#include "base/diag.h"
#include "project/dictionary.h"

struct lint_dictionary_result {
    size_t terms, tests, failed;
};

/* Tries every text of every term with that term alone. What fails, what no text tries,
 * and a form that an earlier term has are reported with their places. STATUS_NOMEM. */
enum status lint_dictionary_test(const struct project_dictionary *dictionary,
                                 struct lint_dictionary_result *result,
                                 struct diag *diag);

#endif
