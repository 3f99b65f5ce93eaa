/* limits.h - every bound on what comes from outside, in one place.
 *
 * Input is hostile: each reader counts while it streams and stops with
 * SY_ELIMIT at these; none of them is a tuning knob. */
#ifndef SUYUAN_LIMITS_H
#define SUYUAN_LIMITS_H

#define SY_MAX_CELL (1u << 20)             /* bytes of one cell */
#define SY_MAX_RECORD (4u << 20)           /* bytes of one record of a text file */
#define SY_MAX_COLUMNS 1024u               /* cells of one row */
#define SY_MAX_ROWS 2000000000u            /* rows of one sheet: fits uint32_t */
#define SY_MAX_SHEETS 256u                 /* sheets of one workbook */
#define SY_MAX_PART_BYTES (4ull << 30)     /* bytes out of one packed part */
#define SY_MAX_RATIO 200u                  /* bytes out per byte in, once past ... */
#define SY_MAX_RATIO_FROM (64ull << 20)    /* ... this many bytes out */
#define SY_MAX_ARCHIVE_BYTES (16ull << 30) /* bytes out of one archive, those inside it too */
#define SY_MAX_ARCHIVE_MEMBERS 100000u     /* files in one archive, likewise */
#define SY_MAX_ARCHIVE_DEPTH 8u            /* archives inside archives */
#define SY_MAX_SPOILED 32u                 /* tables that an import leaves out, found by reading */
#define SY_MAX_PASSWORDS 64u               /* tried on the archives of one import */
#define SY_MAX_PASSWORD 256u               /* bytes of one */
#define SY_MAX_CELLS 1000000000ull         /* cells of one workbook sheet */
#define SY_MAX_SHARED_STRINGS 10000000u    /* strings of one workbook's table */
#define SY_MAX_SHARED_BYTES (1ull << 30)   /* bytes of those strings together */
#define SY_MAX_XML_DEPTH 64u               /* nesting of a small xml part */
#define SY_MAX_XLS_BYTES (512u << 20)      /* a stream of an old workbook */
#define SY_MAX_XLS_CELLS 16777216u         /* cells of one of its sheets: 65536 x 256 */
#define SY_MAX_PAGE_BYTES (256u << 20)     /* a web page with a table */
#define SY_MAX_WORDS 8000000u              /* words of one document of pages ... */
#define SY_MAX_WORDS_OF_PAGE 50000u        /* ... and of one page */
#define SY_MAX_PAGES 100000u               /* pages of one document */
#define SY_MAX_LINES_OF_PAGE 999u          /* rows of one page: row 12007 is page 12, line 7 */
#define SY_MAX_OFD_BYTES (1ull << 30)      /* the parts of an OFD, as often as they are read */
#define SY_MAX_PDF_TEXT (2ull << 30)       /* what pdftotext may say of one PDF ... */
#define SY_MAX_PDF_MEMORY (2ull << 30)     /* ... the memory it may take ... */
#define SY_MAX_PDF_SECONDS 300u            /* ... and the time */
#define SY_MAX_YAML_BYTES (1u << 20)       /* a profile or a dictionary */
#define SY_MAX_FORM_ROWS 10000u            /* rows of a sheet of the form of a case */
#define SY_MAX_PATH 4096u                  /* bytes of a path */
#define SY_MAX_HEADER_SCAN 40u             /* rows looked at to find a header */
#define SY_MAX_REJECTS_SHOWN 1000u         /* rejects of one file in a JSON answer */
#define SY_MAX_SEEDS 64u                   /* seeds of one trace (tracing.md 1) */
#define SY_MAX_SPANS 50000000ull           /* spans opened for one backward question */
#define SY_MAX_FINDING_ROWS 1000u          /* rows listed of one finding of a pattern */
#define SY_CIRCULAR_WORK 20000ull          /* transfers looked at from one that may come round */
#define SY_MAX_COMMON_PAIRS 20000000u      /* pairs of accounts and a party they share */
#define SY_MAX_REORDER_RUN 10000u          /* rows of one instant (tracing.md 2.2) */
#define SY_MAX_CYCLE_LENGTH 255u           /* transfers of one temporal cycle */
#define SY_MAX_CYCLES_LISTED 1000000u      /* cycles of one listing ... */
#define SY_MAX_CYCLE_ITEMS 50000000u       /* ... and their transfers together */
#define SY_CYCLE_WORK 20000000000ull       /* transfers looked at in one search for cycles ... */
#define SY_CYCLE_WORK_EACH 1000000000ull   /* ... and from one starting transfer */
#define SY_PATH_HOPS 6u                    /* transfers of a path, where nothing is said */
#define SY_MAX_PATH_HOPS 32u               /* ... and at most */
#define SY_PATHS 10u                       /* paths of one answer, where nothing is said */
#define SY_MAX_PATHS 10000u                /* ... and at most */
#define SY_PATH_WORK 600000ull             /* rows looked at in one search for paths */
#define SY_MAX_PATH_WORK 1000000000ull     /* ... and at most */
#define SY_MAX_QUERY_BYTES (64u << 10)     /* the SQL of one model ... */
#define SY_MAX_QUERY_DEPTH 400u            /* ... and how deeply its tree is nested */
#define SY_MAX_LEADS 1000000u              /* leads of one run of one model ... */
#define SY_MAX_LEAD_BYTES (1u << 20)       /* ... of one lead ... */
#define SY_MAX_LEADS_BYTES (2ull << 30)    /* ... and of all of them */
#define SY_MAX_LEAD_ITEMS 2000u            /* facts, parties, open questions of one lead */
#define SY_MAX_ANSWER 2000u                /* bytes of one answer in a list that comes back */
#define SY_MODEL_MEMORY_MB 4096u           /* of the process in which a model runs ... */
#define SY_MODEL_SECONDS 300u              /* ... its time by the clock ... */
#define SY_MAX_MODEL_BYTES (4u << 20)      /* all files of one model ... */
#define SY_MAX_MODEL_FILES 64u             /* ... and how many */
#define SY_MAX_RESULTS_BYTES (4u << 20)    /* of a signed file of results ... */
#define SY_MAX_RESULTS_LINES 10000u        /* ... its lines ... */
#define SY_MAX_RESULTS_COUNT 100000000     /* ... and any count in it */
#define SY_MAX_RESULTS_FILES 4096u         /* added up at once */
#define SY_MAX_UPLOAD (16ull << 30)        /* bytes of one file that a browser sends */
#define SY_MAX_UPLOADS (32ull << 30)       /* that a session has sent and no job has taken ... */
#define SY_MAX_UPLOADED_FILES 100000u      /* ... and how many files */
#define SY_MAX_BOARD_BYTES (960u << 10)    /* of a board (boards.h): fits into one request ... */
#define SY_MAX_BOARD_CARDS 5000u           /* ... its cards ... */
#define SY_MAX_BOARD_EXHIBITS 1000u        /* ... its exhibits ... */
#define SY_MAX_BOARD_NOTE 8000u            /* ... bytes of one note ... */
#define SY_MAX_BOARDS 500u                 /* ... and how many a case has */

#endif
