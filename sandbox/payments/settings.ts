/** How the sandbox's shop is paid. Account, merchant and keys are nobody's. */

export const tripayMerchant = {
  apiKey: "sandbox-tripay-key",
  privateKey: "sandbox-tripay-private-key",
  merchantCode: "T0001",
} as const;

export const bellSecret = "sandbox-payment-bell";

export const paymentSettings = {
  DEPOSIT_INSTRUCTIONS: "BCA 123 456 7890 a.n. Toko Sandbox",
  QRIS_STATIC:
    "00020101021126580013ID.CONTOH.WWW01189360000000000000010208TOKO00010303UMI51440014ID.CO.QRIS.WWW0215ID10000000000010303UMI5204481453033605802ID5912TOKO SANDBOX6007JAKARTA61051234562070703A01630436DE",
  PAYMENT_HOOK_SECRET: bellSecret,
  TRIPAY_API_KEY: tripayMerchant.apiKey,
  TRIPAY_PRIVATE_KEY: tripayMerchant.privateKey,
  TRIPAY_MERCHANT_CODE: tripayMerchant.merchantCode,
  TRIPAY_CUSTOMER_EMAIL: "operator@example.com",
} as const;
