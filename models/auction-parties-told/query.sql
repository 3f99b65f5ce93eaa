-- 公告日减通知日（通知当日不算）。放弃写“否”或“无”是没有人放弃；空着是不明。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           auction_round(round) AS stage,
           date_diff('day', notified, notice) AS days
    FROM auctions
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, 'told-late' AS rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner, preemptors] AS parties, notice AS act_date, 3 - days AS rank,
       [CASE WHEN stage IS NULL THEN 'round' END, CASE WHEN waived IS NULL THEN 'waived' END] AS missing,
       ['who', 'way'] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('公告日期', notice, place), fact('通知日期', notified, place),
        fact('相距天数', days, place), fact('优先购买权人', preemptors, place), fact('书面放弃', waived, place),
        fact('开拍日期', "start"::DATE, place)] AS facts
FROM rounds
WHERE days < 3 AND coalesce(stage, 'first') = 'first' AND coalesce(says_no(waived), true) AND unreachable IS NULL
  AND NOT coalesce(contains(state, '撤回'), false)
