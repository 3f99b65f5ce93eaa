/* cpu.h - hints to the processor, behind macros. */
#ifndef SY_BASE_CPU_H
#define SY_BASE_CPU_H

#if defined(__GNUC__)
#define SY_PREFETCH(p) __builtin_prefetch((p), 1)
#define SY_LIKELY(x) __builtin_expect(!!(x), 1)
#else
#define SY_PREFETCH(p) ((void)(p))
#define SY_LIKELY(x) (x)
#endif

#endif
