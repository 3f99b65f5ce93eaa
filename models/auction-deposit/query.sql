-- 保证金与起拍价相比，整数比较，不舍入，两端都在幅度内。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           auction_round(round) AS stage,
           CASE WHEN deposit * 100 > start_price * 20 THEN 'too-high' WHEN deposit * 100 < start_price * 5 THEN 'too-low' END AS rule
    FROM auctions
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, deposit AS amount,
       coalesce("start"::DATE, notice) AS act_date,
       CASE rule WHEN 'too-high' THEN deposit - start_price * 20 // 100 ELSE (start_price * 5 + 99) // 100 - deposit END AS rank,
       [CASE WHEN stage IS NULL THEN 'auction' END, CASE WHEN basis IS NULL THEN 'criminal' END,
        CASE WHEN kind IS NULL AND reference IS NULL THEN 'equity' END] AS missing,
       ['rounding', CASE WHEN rule = 'too-high' THEN 'effect' END] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('标的物类型', kind, place), fact('保证金', yuan(deposit), place),
        fact('起拍价', yuan(start_price), place),
        fact('比例', (deposit * 1000 // start_price // 10)::VARCHAR || '.' || (deposit * 1000 // start_price % 10)::VARCHAR || '%', place),
        fact('开拍日期', "start"::DATE, place), fact('执行依据', basis, place), fact('状态', state, place)] AS facts
FROM rounds
WHERE rule IS NOT NULL AND start_price > 0 AND deposit >= 0 AND coalesce(stage, '') <> 'sale'
  AND NOT coalesce(contains(basis, '刑'), false) AND NOT coalesce(contains(kind, '股') AND reference IS NULL, false)
  AND NOT coalesce(contains(state, '撤回'), false)
