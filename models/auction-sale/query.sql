-- 变卖与同一标的物此前最近一次流拍的二拍相比；公告期限起日不算，遇休假顺延。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           auction_round(round) AS stage
    FROM auctions
),
sales AS (
    SELECT * FROM rounds
    WHERE stage = 'sale' AND NOT coalesce(contains(basis, '刑'), false) AND coalesce(says_no(stay), true)
      AND NOT coalesce(contains(state, '撤') OR contains(state, '暂缓') OR contains(state, '中止') OR contains(state, '终止'), false)
),
before AS (
    SELECT s.place, r."end"::DATE AS failed_on, r.start_price AS second_price, r.place AS second_place
    FROM sales s JOIN rounds r ON r.lot = s.lot AND r.stage = 'second' AND contains(r.state, '流拍') AND r."end" <= s."start"
    QUALIFY row_number() OVER (PARTITION BY s.place ORDER BY r."end" DESC, r.place) = 1
),
judged AS (
    SELECT s.*, b.* EXCLUDE (place), date_diff('day', s."start"::DATE, s."end"::DATE) AS days,
           unnest([CASE WHEN start_price <> second_price THEN 'price' END,
                   CASE WHEN notice > coalesce(period_end(failed_on, 15), failed_on + 15) THEN 'notice-late' END,
                   CASE WHEN (contains(state, '流拍') OR contains(state, '未成') OR contains(state, '失败'))
                             AND "end" <= $today + 1 AND date_diff('day', s."start"::DATE, s."end"::DATE) < 60 THEN 'short' END]) AS rule
    FROM sales s LEFT JOIN before b ON b.place = s.place
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR, rule) AS key, rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, abs(start_price - second_price) AS amount,
       coalesce("start"::DATE, notice) AS act_date, 1 AS rank, ['text'] AS missing,
       [CASE WHEN rule = 'price' THEN 'agreed' END, 'creditor'] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('变卖价', yuan(start_price), place), fact('二拍起拍价', yuan(second_price), second_place),
        fact('二拍流拍', failed_on, second_place), fact('变卖公告', notice, place), fact('变卖开始', "start"::DATE, place),
        fact('变卖天数', days, place), fact('状态', state, place)] AS facts
FROM judged
WHERE rule IS NOT NULL
