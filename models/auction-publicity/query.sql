-- 公示内容是自由文字：认得出一种说法，就算公示了。
WITH shown AS (
    SELECT *, case_number_norm AS number,
           nullif(concat_ws('、',
               CASE WHEN NOT (contains(disclosed, '执行依据') OR contains(disclosed, '文书') OR contains(disclosed, '判决')
                              OR contains(disclosed, '裁定') OR contains(disclosed, '调解') OR contains(disclosed, '仲裁')
                              OR contains(disclosed, '公证')) THEN '执行所依据的法律文书（第二项）' END,
               CASE WHEN NOT (contains(disclosed, '评估') OR contains(disclosed, '询价') OR contains(disclosed, '定价')
                              OR contains(disclosed, '议价')) THEN '评估报告或者定价依据（第三项）' END,
               CASE WHEN possession IS NULL AND NOT (contains(disclosed, '现状') OR contains(disclosed, '占有')
                              OR contains(disclosed, '照片') OR contains(disclosed, '视频')) THEN '占有使用等现状（第五项）' END,
               CASE WHEN tax IS NULL AND NOT contains(disclosed, '税') THEN '税费及承担方式（第九项）' END), '') AS absent
    FROM auctions
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, 'items' AS rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, notice AS act_date,
       length(absent) AS rank, ['secret'] AS missing,
       ['page', CASE WHEN contains(absent, '第二项') THEN 'secret' END,
        CASE WHEN coalesce(preemptors, '无') <> '无' THEN 'preemptors' END] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('未见项目', absent, place), fact('公示内容', disclosed, place),
        fact('公告日期', notice, place), fact('优先购买权人', preemptors, place)] AS facts
FROM shown
WHERE absent IS NOT NULL AND NOT coalesce(contains(round, '变卖'), false) AND NOT coalesce(contains(state, '撤回'), false)
