-- 二拍与同一标的物最近一次一拍的起拍价相比，整数比较，不舍入。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           auction_round(round) AS stage
    FROM auctions
),
second AS (
    SELECT * FROM rounds
    WHERE stage = 'second' AND start_price > 0 AND NOT coalesce(contains(state, '撤回'), false)
      AND NOT coalesce(contains(basis, '刑'), false) AND NOT coalesce(contains(kind, '股') AND reference IS NULL, false)
),
before AS (
    SELECT s.place, arg_max(f.start_price, (f."start", f.place)) AS first_price, max(f."start") AS first_start,
           arg_max(f.place, (f."start", f.place)) AS first_place
    FROM second s JOIN rounds f ON f.lot = s.lot AND f.stage = 'first' AND f."start" < s."start" AND f.start_price > 0
         AND NOT coalesce(contains(f.state, '成交') OR contains(f.state, '悔拍') OR contains(f.state, '撤'), false)
    GROUP BY s.place
),
judged AS (
    SELECT s.*, b.* EXCLUDE (place),
           CASE WHEN first_price IS NULL THEN (reference * 56 + 99) // 100 ELSE (first_price * 80 + 99) // 100 END - start_price AS short,
           coalesce(first_price, reference) AS base
    FROM second s LEFT JOIN before b ON b.place = s.place
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key,
       CASE WHEN first_price IS NULL THEN 'below-floor' ELSE 'reduced' END AS rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, short AS amount,
       coalesce("start"::DATE, notice) AS act_date, short AS rank,
       [CASE WHEN first_price IS NULL THEN 'first-price' END, CASE WHEN basis IS NULL THEN 'criminal' END,
        CASE WHEN kind IS NULL AND reference IS NULL THEN 'equity' END] AS missing,
       ['same-lot', 'in-between', CASE WHEN first_price IS NULL THEN 'first-unknown' END] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('标的物类型', kind, place), fact('起拍价', yuan(start_price), place),
        fact('前次起拍价', yuan(first_price), first_place), fact('前次开拍', first_start::DATE, first_place),
        fact('参考价', yuan(reference), place),
        fact('比例', (start_price * 1000 // base // 10)::VARCHAR || '.' || (start_price * 1000 // base % 10)::VARCHAR || '%', place),
        fact('开拍日期', "start"::DATE, place), fact('执行依据', basis, place), fact('状态', state, place)] AS facts
FROM judged
WHERE short > 0
