-- 起止相差的秒数。只有日期的时间是零点整：结束于零点整的不判断。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           auction_round(round) AS stage,
           date_diff('second', "start", "end") AS seconds
    FROM auctions
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, 'short' AS rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, "start"::DATE AS act_date, 86400 - seconds AS rank,
       [CASE WHEN stage IS NULL THEN 'auction' END, CASE WHEN state IS NULL THEN 'finished' END] AS missing, ['clock'] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('开始时间', "start"::VARCHAR, place), fact('结束时间', "end"::VARCHAR, place),
        fact('小时', (seconds // 3600)::VARCHAR || ' 小时 ' || (seconds // 60 % 60)::VARCHAR || ' 分 ' || (seconds % 60)::VARCHAR || ' 秒', place),
        fact('出价次数', bids, place), fact('状态', state, place)] AS facts
FROM rounds
WHERE seconds >= 0 AND seconds < 86400 AND "end" > "end"::DATE AND "end" <= $today + 1 AND coalesce(stage, '') <> 'sale'
  AND NOT coalesce(contains(state, '撤') OR contains(state, '暂缓') OR contains(state, '中止') OR contains(state, '终止'), false)
  AND coalesce(says_no(stay), true)
