#include "check.h"

#include <string.h>

#include "options.h"

/* Parses the words, which end with NULL. */
static enum status parse(const char *const *words, struct options *out,
                         struct diag *diag)
{
    char *argv[16] = {(char *)"gijiroku"};
    int argc = 1;
    for (; words[argc - 1]; argc++)
        argv[argc] = (char *)words[argc - 1];
    return options_parse(argc, argv, out, diag);
}

static void every_spelling_means_the_same(void **state)
{
    static const char *const lines[][8] = {
        {"convert", "a.txt", "-f", "pdf", "-o", "a.pdf", "-v"},
        {"convert", "-fpdf", "-oa.pdf", "-v", "a.txt"},
        {"-v", "--format=pdf", "convert", "--output", "a.pdf", "--", "a.txt"},
        {"--verbose", "convert", "a.txt", "--output=a.pdf", "--format", "pdf"},
        {"convert", "-q", "-vf", "pdf", "-o", "a.pdf", "a.txt"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        struct options options;
        struct diag *diag = diag_new(NULL);
        assert_int_equal(parse(lines[i], &options, diag), STATUS_OK);
        assert_int_equal(diag_count(diag), 0);
        assert_int_equal(options.command, COMMAND_CONVERT);
        assert_int_equal(options.verbosity, VERBOSITY_VERBOSE);
        assert_string_equal(options.format, "pdf");
        assert_string_equal(options.output, "a.pdf");
        assert_int_equal(options.input_count, 1);
        assert_string_equal(options.inputs[0], "a.txt");
        options_free(&options);
        diag_free(diag);
    }
}

static void a_dash_is_an_input_and_two_end_options(void **state)
{
    static const char *const words[] = {"build", "-", "--", "-q", "--help", NULL};
    struct options options;
    struct diag *diag = diag_new(NULL);
    (void)state;
    assert_int_equal(parse(words, &options, diag), STATUS_OK);
    assert_int_equal(options.request, REQUEST_RUN);
    assert_int_equal(options.input_count, 3);
    assert_string_equal(options.inputs[0], "-");
    assert_string_equal(options.inputs[1], "-q");
    assert_string_equal(options.inputs[2], "--help");
    options_free(&options);
    diag_free(diag);
}

static void wrong_usage_is_refused_with_advice(void **state)
{
    static const struct {
        const char *words[5];
        const char *told;
    } cases[] = {
        {{"bild", "a.txt"}, "did you mean 'build'?"},
        {{"build", "--fromat", "xml"}, "did you mean '--format'?"},
        {{"build", "--frobnicate"}, "there is no option '--frobnicate'"},
        {{"build", "-x"}, "there is no option '-x'"},
        {{"build", "-o"}, "'-o' needs a value"},
        {{"build", "--output"}, "'--output' needs a value"},
        {{"build", "--output="}, "'--output' is empty"},
        {{"build", "--quiet=yes"}, "'--quiet' takes no value"},
        {{"build", "--color=blue"}, "auto, always or never, not 'blue'"},
        {{"inspect", "-f", "xml", "a"}, "takes no option '--format'"},
        {{"-f", "xml", "inspect", "a"}, "takes no option '--format'"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct options options;
        struct diag *diag = diag_new(NULL);
        assert_int_equal(parse(cases[i].words, &options, diag), STATUS_USAGE);
        assert_int_equal(diag_count(diag), 1);
        const struct diag_entry *entry = diag_lookup(diag, 0);
        assert_int_equal(entry->code, DIAG_USAGE);
        assert_non_null(strstr(entry->message.ptr, cases[i].told));
        options_free(&options);
        diag_free(diag);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_spelling_means_the_same),
        cmocka_unit_test(a_dash_is_an_input_and_two_end_options),
        cmocka_unit_test(wrong_usage_is_refused_with_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
