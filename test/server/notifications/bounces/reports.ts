/** Delivery status notifications as mail servers write them. */

export interface Told {
  /** With its angle brackets. */
  messageId: string;
  action?: string;
  /** Empty: no such field. */
  status?: string;
  type?: string;
  statusType?: string;
  original?: string;
  /** More of the mail that comes back. */
  body?: string;
}

/** As Postfix writes one. */
export function report(told: Told): string {
  const { messageId, action = 'failed', status = '5.1.1', body = 'Bonjour,' } = told;
  const { type = 'multipart/report; report-type=delivery-status;\n\tboundary="4X/mx.example"' } = told;
  const { statusType = 'message/delivery-status', original = 'message/rfc822' } = told;
  return `Return-Path: <>
Date: Fri, 20 Nov 2026 10:00:02 +0100 (CET)
From: MAILER-DAEMON@mx.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: retours@datapass.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: ${type}
Message-Id: <20261120090002.1F2E3@mx.example>

This is a MIME-encapsulated message.

--4X/mx.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.

<parti@commune.example>: host mail.commune.example said: 550 5.1.1 User unknown

--4X/mx.example
Content-Description: Delivery report
Content-Type: ${statusType}

Reporting-MTA: dns; mx.example
X-Postfix-Queue-ID: 1F2E3
Arrival-Date: Fri, 20 Nov 2026 10:00:01 +0100 (CET)

Final-Recipient: rfc822; parti@commune.example
Original-Recipient: rfc822;parti@commune.example
Action: ${action}${status && `\nStatus: ${status}`}
Remote-MTA: dns; mail.commune.example
Diagnostic-Code: smtp; 550 5.1.1 <parti@commune.example>: Recipient address
    rejected: User unknown in virtual mailbox table

--4X/mx.example
Content-Description: Undelivered Message
Content-Type: ${original}

Return-Path: <retours@datapass.example>
From: DataPass <notifications@datapass.example>
To: parti@commune.example
Subject: =?UTF-8?Q?Accus=C3=A9_de_r=C3=A9ception?=
References: <0197b0a0-0000-7000-8000-00000000ffff@datapass.example>
Message-ID:
 ${messageId}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

${body}

--4X/mx.example--
`.replaceAll('\n', '\r\n');
}
