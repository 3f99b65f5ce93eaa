-- 开拍日减公告日（公告当日不算）。类型或轮次不明的，取可能适用的最短期限：仍不足的，不论哪一种都不足。
-- 写了类型而读不懂的，够最短的期限、不够不动产和其他财产权的期限，只提示。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           auction_round(round) AS stage,
           lot_class(kind) AS class,
           date_diff('day', notice, "start"::DATE) AS days
    FROM auctions
),
periods AS (
    SELECT *, CASE WHEN stage = 'first' THEN 15 ELSE 7 END AS short, CASE WHEN stage = 'first' THEN 30 ELSE 15 END AS long
    FROM rounds WHERE coalesce(stage, '') <> 'sale' AND NOT coalesce(contains(state, '撤回'), false)
),
judged AS (
    SELECT *, class IS NULL AND days >= short AND days < long AND kind IS NOT NULL AND stage IS NOT NULL AS is_unclear,
           CASE WHEN class IN ('immovable', 'right') OR is_unclear THEN long ELSE short END AS due
    FROM periods
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, CASE WHEN is_unclear THEN 'kind-unclear' ELSE coalesce(stage, 'any') END AS rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, "start"::DATE AS act_date, due - days AS rank,
       [CASE WHEN stage IS NULL THEN 'round' END] AS missing,
       ['earlier', CASE WHEN is_unclear THEN 'kind' WHEN stage IS NULL OR class IS NULL THEN 'shortest' END, 'resumed'] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('标的物类型', kind, place), fact('轮次', round, place),
        fact('公告日期', notice, place), fact('开拍日期', "start"::DATE, place), fact('天数', days, place),
        fact('期限', due, NULL), fact('状态', state, place)] AS facts
FROM judged
WHERE days < due
