-- 开拍日减公告日（公告当日不算）。类型或轮次不明的，取可能适用的最短期限：仍不足的，不论哪一种都不足。
WITH rounds AS (
    SELECT *, case_number_norm AS number,
           CASE WHEN contains(round, '变卖') THEN 'sale' WHEN contains(round, '二') OR contains(round, '2') THEN 'second'
                WHEN contains(round, '一') OR contains(round, '1') THEN 'first' END AS stage,
           CASE WHEN contains(kind, '不动产') OR contains(kind, '房') OR contains(kind, '土地') OR contains(kind, '车位')
                     OR contains(kind, '车库') OR contains(kind, '在建') THEN 'immovable'
                WHEN contains(kind, '股') OR contains(kind, '债权') OR contains(kind, '基金') OR contains(kind, '商标')
                     OR contains(kind, '专利') OR contains(kind, '财产权') THEN 'right'
                WHEN contains(kind, '动产') OR contains(kind, '车') OR contains(kind, '船') OR contains(kind, '设备')
                     OR contains(kind, '物资') THEN 'movable' END AS class,
           date_diff('day', notice, "start"::DATE) AS days
    FROM auctions
),
judged AS (
    SELECT *, CASE WHEN stage = 'first' THEN 15 ELSE 7 END
              * CASE WHEN class IN ('immovable', 'right') THEN 2 ELSE 1 END
              + CASE WHEN coalesce(stage, '') <> 'first' AND class IN ('immovable', 'right') THEN 1 ELSE 0 END AS due
    FROM rounds
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, coalesce(stage, 'any') AS rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, "start"::DATE AS act_date, due - days AS rank,
       [CASE WHEN stage IS NULL THEN 'round' END] AS missing,
       ['earlier', CASE WHEN stage IS NULL OR class IS NULL THEN 'shortest' END, 'resumed'] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('标的物类型', kind, place), fact('轮次', round, place),
        fact('公告日期', notice, place), fact('开拍日期', "start"::DATE, place), fact('天数', days, place),
        fact('期限', due, NULL), fact('状态', state, place)] AS facts
FROM judged
WHERE days < due AND coalesce(stage, '') <> 'sale' AND NOT coalesce(contains(state, '撤回'), false)
