-- 第一次拍卖的起拍价与参考价相比，整数比较，不舍入。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           auction_round(round) AS stage
    FROM auctions
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key,
       CASE WHEN contains(reference_way, '议价') OR contains(reference_way, '定向') THEN 'low-agreed' ELSE 'low' END AS rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties,
       -- 比百分之七十少的数，进到分。
       (reference * 70 + 99) // 100 - start_price AS amount, coalesce("start"::DATE, notice) AS act_date,
       (reference * 70 + 99) // 100 - start_price AS rank,
       [CASE WHEN basis IS NULL THEN 'criminal' END] AS missing,
       ['same-thing', 'report', 'debtor-agreed',
        CASE WHEN contains(reference_way, '议价') OR contains(reference_way, '定向') THEN 'agreed-price' END] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('标的物类型', kind, place), fact('起拍价', yuan(start_price), place),
        fact('参考价', yuan(reference), place), fact('确定方式', reference_way, place),
        fact('比例', (start_price * 1000 // reference // 10)::VARCHAR || '.' || (start_price * 1000 // reference % 10)::VARCHAR || '%', place),
        fact('开拍日期', "start"::DATE, place), fact('执行依据', basis, place), fact('状态', state, place)] AS facts
FROM rounds
WHERE stage = 'first' AND reference > 0 AND start_price > 0 AND start_price * 100 < reference * 70
  AND NOT coalesce(contains(basis, '刑'), false)
  AND NOT coalesce(contains(state, '撤回'), false)
