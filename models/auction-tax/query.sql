-- 条款是自由文字：要有买受人，要有“一切”之类的词，不能另有依法、被执行人承担之类的话。
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, 'all-on-buyer' AS rule,
       case_number_norm AS case_number, coalesce(court, case_court(case_number)) AS court,
       [owner] AS parties, coalesce(notice, "start"::DATE) AS act_date, 1 AS rank, ['whole', 'really'] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('税费承担', tax, place), fact('公告日期', notice, place)] AS facts
FROM auctions
WHERE (contains(tax, '买受人') OR contains(tax, '竞买人') OR contains(tax, '买方'))
  AND (contains(tax, '一切') OR contains(tax, '全部') OR contains(tax, '所有税') OR contains(tax, '均由') OR contains(tax, '概由'))
  AND NOT (contains(tax, '依法') OR contains(tax, '依照') OR contains(tax, '各自') OR contains(tax, '相应主体') OR contains(tax, '法律')
           OR contains(tax, '被执行人承担') OR contains(tax, '出卖人承担') OR contains(tax, '卖方承担'))
  AND NOT coalesce(contains(state, '撤回'), false)
