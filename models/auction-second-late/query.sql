-- 流拍当日不算，三十日期满遇休假顺延。公告也在期满以后的，无论以公告还是以开拍为准都已逾期。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           auction_round(round) AS stage
    FROM auctions
),
failed AS (
    SELECT *, "end"::DATE AS failed_on, coalesce(period_end("end"::DATE, 30), "end"::DATE + 30) AS due
    FROM rounds
    WHERE stage = 'first' AND contains(state, '流拍') AND "end" IS NOT NULL AND coalesce(says_no(stay), true)
      AND NOT lot IN (SELECT lot FROM disposals WHERE lot IS NOT NULL AND contains(way, '抵债'))
),
-- 流拍以后的第一次二拍；没有二拍的，看有没有别的处置。
next AS (
    SELECT f.place, r."start" AS next_start, r.notice AS next_notice, r.place AS next_place, r.stay AS next_stay
    FROM failed f JOIN rounds r ON r.lot = f.lot AND r.stage = 'second' AND r."start" > f."end"
    QUALIFY row_number() OVER (PARTITION BY f.place ORDER BY r."start", r.place) = 1
),
later AS (SELECT DISTINCT f.place FROM failed f JOIN rounds r ON r.lot = f.lot AND r."start" > f."end"),
judged AS (
    SELECT f.*, n.* EXCLUDE (place),
           CASE WHEN l.place IS NULL AND coalesce(as_of, $today) > due AND $today > due THEN 'none-held'
                WHEN next_notice > due THEN 'notice-late'
                WHEN next_start::DATE > due THEN 'start-late' END AS rule
    FROM failed f LEFT JOIN next n ON n.place = f.place LEFT JOIN later l ON l.place = f.place
    WHERE coalesce(says_no(next_stay), true)
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, due AS act_date,
       date_diff('day', due, coalesce(next_start::DATE, as_of, $today)) AS rank,
       [CASE WHEN stay IS NULL AND next_stay IS NULL THEN 'stay' END,
        CASE WHEN rule <> 'none-held' AND next_notice IS NULL THEN 'notice' END,
        CASE WHEN rule = 'none-held' AND as_of IS NULL THEN 'as-of' END] AS missing,
       ['closed', 'creditor', CASE WHEN rule = 'start-late' THEN 'point' END, CASE WHEN rule = 'none-held' THEN 'other-lot' END] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('流拍日期', failed_on, place), fact('期满', due, NULL),
        fact('再次公告', next_notice, next_place), fact('再次开拍', next_start::DATE, next_place), fact('状态', state, place),
        fact('暂缓中止撤回事由', stay, place), fact('数据日期', as_of, place)] AS facts
FROM judged
WHERE rule IS NOT NULL
