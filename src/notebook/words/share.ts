/** Words for code that leaves the page or comes to it. */
const en = {
  title: 'Share',
  copy: 'Copy link',
  link: 'Link to this code',
  copied: 'The link is on the clipboard. The code itself is in it; nothing was sent anywhere.',
  notCopied: 'This browser does not let the page copy. Copy the link from the field.',
  tooLarge: 'This code is too long for a link. Download it instead.',
  download: 'Download zip',
  downloaded: (folder: string, command: string) =>
    `Unpack it and run this in the folder ${folder}: ${command}`,
  stackBlitz: 'Open in StackBlitz',
  stackBlitzAbout: 'StackBlitz opens in a new window and receives the code.',
  offline: 'StackBlitz needs a network, and this browser is offline.',
  failed: 'This could not be done. Check the connection, then try again.',

  shown:
    'This code came with a link and is not the lesson’s. Read it before you run it. Your own stays as it was unless you keep this one.',
  keep: 'Keep this code',
  leaveForMine: 'Back to my code',
  leaveForLesson: 'Back to the lesson’s code',
  itsName: 'the link’s code',
  problem: {
    broken:
      'The link’s code cannot be read: it was cut off or changed on its way. Ask for the link again.',
    'too-large': 'The link brings more code than this page takes from a link. Ask for it as a zip.',
    'other-files':
      'The link’s code is for files that this sandbox does not have. The lesson may have changed since it was made.',
    'other-page': 'The link’s code is for a sandbox that is not on this page.',
    'other-values':
      'The link sets a control to something that it cannot be. It was changed on its way, or the lesson has changed since. Ask for the link again.',
  },
};

const ko: typeof en = {
  title: '공유',
  copy: '링크 복사',
  link: '이 코드의 링크',
  copied: '링크를 복사했습니다. 코드는 링크 안에 들어 있으며, 어디로도 전송되지 않았습니다.',
  notCopied: '이 브라우저에서는 페이지가 복사할 수 없습니다. 입력란의 링크를 직접 복사하세요.',
  tooLarge: '코드가 길어서 링크에 담을 수 없습니다. 내려받아 공유하세요.',
  download: 'zip 내려받기',
  downloaded: (folder, command) => `압축을 풀고 ${folder} 폴더에서 다음을 실행하세요: ${command}`,
  stackBlitz: 'StackBlitz에서 열기',
  stackBlitzAbout: '새 창에서 StackBlitz가 열리고, 코드가 그쪽으로 전송됩니다.',
  offline: 'StackBlitz는 네트워크가 있어야 하는데 브라우저가 오프라인입니다.',
  failed: '처리하지 못했습니다. 연결을 확인한 뒤 다시 시도하세요.',

  shown:
    '링크에 담겨 온 코드이며 이 샌드박스의 처음 코드가 아닙니다. 실행하기 전에 읽어 보세요. 이 코드를 유지하지 않으면 내 코드는 그대로 남습니다.',
  keep: '이 코드 유지',
  leaveForMine: '내 코드로 돌아가기',
  leaveForLesson: '처음 코드로 돌아가기',
  itsName: '링크의 코드',
  problem: {
    broken:
      '링크에 담긴 코드를 읽을 수 없습니다. 중간에 잘렸거나 바뀐 것 같습니다. 링크를 다시 받으세요.',
    'too-large': '링크에 담긴 코드가 이 페이지에서 받을 수 있는 크기를 넘습니다. zip으로 받으세요.',
    'other-files':
      '링크의 코드에 이 샌드박스에 없는 파일이 있습니다. 링크를 만든 뒤에 샌드박스가 바뀌었을 수 있습니다.',
    'other-page': '이 페이지에 없는 샌드박스의 코드가 담긴 링크입니다.',
    'other-values':
      '링크에 담긴 조건에 이 샌드박스에서 쓸 수 없는 값이 있습니다. 링크가 중간에 바뀌었거나 링크를 만든 뒤에 샌드박스가 바뀐 것 같습니다. 링크를 다시 받으세요.',
  },
};

export const shareWords = { en, ko };
