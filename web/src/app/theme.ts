import type { ThemeConfig } from 'antd';

/* antd's own colours miss the contrast that WCAG 2.2 AA asks for in some places. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0958d9',
    colorPrimaryHover: '#0849b8',
    colorPrimaryActive: '#0a3a82',
    colorError: '#cf1322',
    colorErrorHover: '#a8071a',
    colorLink: '#0849b8',
    colorLinkHover: '#0a3a82',
    colorTextDescription: '#595959',
    colorTextTertiary: '#595959',
    colorTextPlaceholder: '#6b6b6b',
    borderRadius: 4,
    fontFamily: 'inherit',
    fontSize: 14,
  },
  components: {
    Layout: { siderBg: '#ffffff', headerBg: '#ffffff', bodyBg: '#f5f6f8' },
    Table: { cellPaddingBlockSM: 6, headerBg: '#eef1f5' },
  },
};
