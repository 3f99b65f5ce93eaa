/* shared_test.c - technical traces in one writing, and what says nothing. */
#include "test.h"

#include "ledger/shared.h"

typedef struct example {
    sy_trace_kind kind;
    const char *raw, *clean;
} example;

static void values_have_one_writing_or_none(void **state)
{
    (void)state;
    static const example examples[] = {
        {SY_SHARED_IP, "203.0.113.7", "203.0.113.7"},
        {SY_SHARED_IP, " ２０３.0.113.7\t", "203.0.113.7"},
        {SY_SHARED_IP, "10.1.2.3", ""},
        {SY_SHARED_IP, "127.0.0.1", ""},
        {SY_SHARED_IP, "172.15.0.1", "172.15.0.1"},
        {SY_SHARED_IP, "172.16.0.1", ""},
        {SY_SHARED_IP, "172.31.255.255", ""},
        {SY_SHARED_IP, "172.32.0.1", "172.32.0.1"},
        {SY_SHARED_IP, "192.168.0.1", ""},
        {SY_SHARED_IP, "100.64.0.1", ""},
        {SY_SHARED_IP, "100.128.0.1", "100.128.0.1"},
        {SY_SHARED_IP, "169.254.1.1", ""},
        {SY_SHARED_IP, "0.0.0.0", ""},
        {SY_SHARED_IP, "255.255.255.255", ""},
        {SY_SHARED_IP, "203.0.113", ""},
        {SY_SHARED_IP, "203.0.113.7.9", ""},
        {SY_SHARED_IP, "NULL", ""},
        {SY_SHARED_IP, "2001:DB8:0::1", "2001:db8::1"},
        {SY_SHARED_IP, "::1", ""},
        {SY_SHARED_IP, "fe80::1", ""},
        {SY_SHARED_MAC, "AA-BB-CC-00-11-22", "aabbcc001122"},
        {SY_SHARED_MAC, "aabb.cc00.1122", "aabbcc001122"},
        {SY_SHARED_MAC, "AABBCC00112", ""},
        {SY_SHARED_MAC, "AABBCC0011223", ""},
        {SY_SHARED_MAC, "00:00:00:00:00:00", ""},
        {SY_SHARED_MAC, "FF-FF-FF-FF-FF-FF", ""},
        {SY_SHARED_MAC, "GG-BB-CC-00-11-22", ""},
        {SY_SHARED_PHONE, "0575-0000 0001", "057500000001"},
        {SY_SHARED_PHONE, "13000000000", "13000000000"},
        {SY_SHARED_PHONE, "11111111111", ""},
        {SY_SHARED_PHONE, "130****0000", ""},
        {SY_SHARED_PHONE, "12345", ""},
        {SY_SHARED_OPENED, "2020-01-01 09:00:00", "20200101"},
        {SY_SHARED_OPENED, "20200101", "20200101"},
        {SY_SHARED_OPENED, "0000-00-00", ""},
        {SY_SHARED_OPENED, "2020年1月", ""},
        {SY_SHARED_ADDRESS, "虚构市 无名路1号", "虚构市无名路1号"},
        {SY_SHARED_ADDRESS, "无", ""},
        {SY_SHARED_ADDRESS, "NULL", ""},
    };

    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const example *e = &examples[i];
        char out[SY_TRACE_TEXT];
        const sy_slice got = sy_trace_clean(out, e->kind, sy_slice_of(e->raw));
        if (got.len == strlen(e->clean) && memcmp(got.ptr, e->clean, got.len) == 0) continue;
        fail_msg("%s \"%s\": \"%.*s\", not \"%s\"", sy_trace_kind_name(e->kind), e->raw,
                 (int)got.len, got.ptr, e->clean);
    }
}

static void any_bytes_are_taken(void **state)
{
    (void)state;
    dice d = {9};

    for (int i = 0; i < 200000; i++) {
        char raw[96], out[SY_TRACE_TEXT];
        const size_t n = roll_below(&d, sizeof raw);
        for (size_t k = 0; k < n; k++) raw[k] = (char)roll(&d);
        for (int kind = 0; kind < SY_SHARED_KINDS; kind++) {
            const sy_slice once = sy_trace_clean(out, (sy_trace_kind)kind, (sy_slice){raw, n});
            char again[SY_TRACE_TEXT];
            assert_true(once.len < SY_TRACE_TEXT);
            if (once.len == 0) continue;
            const sy_slice twice = sy_trace_clean(again, (sy_trace_kind)kind, once);
            assert_int_equal(once.len, twice.len); /* clean is clean */
            assert_memory_equal(once.ptr, twice.ptr, once.len);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_one_writing_or_none),
        cmocka_unit_test(any_bytes_are_taken),
    };
    return cmocka_run_group_tests_name("shared traces", tests, NULL, NULL);
}
