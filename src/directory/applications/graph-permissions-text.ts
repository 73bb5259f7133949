/**
 * The permissions of Microsoft Graph that a script for Intune and its directory may ask for, one a line:
 * `name | delegated | application`. A delegated one has its id, who may consent to it, and what the consent page says to
 * a user (and, after `~`, to an administrator when that differs); an application one its id and its name, `=` when that is
 * the same text. Ids and texts are the service's own, the same in every tenant [documented: microsoftgraph/
 * microsoft-graph-devx-content, permissions-descriptions.json and provisioningInfo.json, August 2026]. An id after `?` is
 * ours, because none is published where we looked [inferred].
 */
export const GRAPH_PERMISSIONS_TEXT = `
AccessReview.Read.All | ebfcd32b-babb-40f4-a14b-42706e83bd28 admin Read access reviews that you can access ~ Read all access reviews that user can access | d07a8cc0-3d51-4b77-b3b0-32704d1f69fa Read all access reviews
AccessReview.ReadWrite.All | e4aa47b9-9a69-4109-82ed-36ec70d85ff1 admin Manage access reviews that you can access ~ Manage all access reviews that user can access | ef5f7d5c-338f-44b0-86c3-351f46c8bb5f Manage all access reviews
AccessReview.ReadWrite.Membership | 5af8c3f5-baca-439a-97b0-ea58a435e269 admin Manage access reviews for group and app memberships | 18228521-a591-40f1-b215-5fad4488c117 =
AdministrativeUnit.Read.All | 3361d15d-be43-4de6-b441-3c746d05163d admin Read administrative units | 134fd756-38ce-4afd-ba33-e9623dbe66c2 Read all administrative units
AdministrativeUnit.ReadWrite.All | 7b8a2d34-6b3f-4542-a343-54651608ad81 admin Read and write administrative units | 5eb59dd3-1da2-4329-8733-9dabdc435916 Read and write all administrative units
Agreement.Read.All | af2819c9-df71-4dd3-ade7-4d7c9dc653b7 admin Read all terms of use agreements | 2f3e6f8c-093b-4c57-a58b-ba5ce494a169 =
Agreement.ReadWrite.All | ef4b5d93-3104-4664-9053-a5c49ab44218 admin Read and write all terms of use agreements | c9090d00-6101-42f0-a729-c41074260d47 =
Application.Read.All | c79f8feb-a9db-4090-85f9-90d820caa0eb admin Read applications | 9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30 Read all applications
Application.ReadWrite.All | bdfbf15f-ee85-4955-8675-146e8e5296b5 admin Read and write applications ~ Read and write all applications | 1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9 Read and write all applications
Application.ReadWrite.OwnedBy | - | 18a4783c-866b-4cc7-a460-3d5e5662c884 Manage apps that this app creates or owns
AppRoleAssignment.ReadWrite.All | 84bccea3-f856-4a8a-967b-dbe0a3d53a64 admin Manage app permission grants and app role assignments | 06b708a9-e830-4db3-a914-8e69da51d44f =
AuditLog.Read.All | e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20 admin Read audit log data | b0afded3-3588-46d8-8b3d-9842eff778da Read all audit log data
AuthenticationContext.Read.All | 57b030f1-8c35-469c-b0d9-e4a077debe70 admin Read all authentication context information | 381f742f-e1f8-4309-b4ab-e3d91ae4c5c1 =
AuthenticationContext.ReadWrite.All | ba6d575a-1344-4516-b777-1404f5593057 admin Read and write all authentication context information | a88eef72-fed0-4bf7-a2a9-f19df33f8b83 =
BitlockerKey.Read.All | b27a61ec-b99c-4d6a-b126-c4375d08ae30 admin Read your BitLocker keys ~ Read BitLocker keys | 57f1cf28-c0c4-4ec3-9a30-19a2eaaf2f6e Read all BitLocker keys
BitlockerKey.ReadBasic.All | 5a107bfc-4f00-4e1a-b67e-66451267bc68 admin Read your BitLocker keys basic information ~ Read BitLocker keys basic information | f690d423-6b29-4d04-98c6-694c42282419 Read all BitLocker keys basic information
Calendars.Read | 465a38f9-76ea-45b9-9f34-9e8b0d4b0b42 user Read your calendars ~ Read user calendars | 798ee544-9d2d-430c-a058-570e29e34338 Read calendars in all mailboxes
Calendars.Read.Shared | 2b9c4092-424d-4249-948d-b43879977640 user Read calendars you can access ~ Read user and shared calendars | -
Calendars.ReadBasic | 662d75ba-a364-42ad-adee-f5f880ea4878 admin Read basic details of your calendars ~ Read basic details of user calendars | -
Calendars.ReadBasic.All | - | 8ba4a692-bc31-4128-9094-475872af8a53 Read basic details of calendars in all mailboxes
Calendars.ReadWrite | 1ec239c2-d7c9-4623-a91a-a9775856bb36 user Have full access to your calendars ~ Have full access to user calendars | ef54d2bf-783f-4e0f-bca1-3210c0444d99 Read and write calendars in all mailboxes
Calendars.ReadWrite.Shared | 12466101-c9b8-439a-8589-dd09ee67e8e9 user Read and write to your and shared calendars ~ Read and write user and shared calendars | -
Channel.Create | 101147cf-4178-4455-9d58-02b5c164e759 admin Create channels | f3a65bd4-b703-46df-8f7e-0174fea562aa =
Channel.Delete.All | cc83893a-e232-4723-b5af-bd0b01bcfe65 admin Delete channels | 6a118a39-1227-45d4-af0c-ea7b40d210bc =
Channel.ReadBasic.All | 9d8982ae-4365-4f57-95e9-d6032a4c0b87 user Read the names and descriptions of channels | 59a6b24b-4225-4393-8165-ebaec5f55d7a Read the names and descriptions  of all channels
Chat.Create | 38826093-1258-4dea-98f0-00003be2b8d0 user Create chats | d9c48af6-9ad9-47ad-82c3-63757137b9af =
Chat.ManageDeletion.All | bb64e6fc-6b6d-4752-aea0-dd922dbba588 admin Delete and recover deleted chats | 9c7abde0-eacd-4319-bf9e-35994b1a1717 =
Chat.Read | f501c180-9344-439a-bca0-6cbf209fd270 user Read your chat messages ~ Read user chat messages | -
Chat.Read.All | - | 6b7d71aa-70aa-4810-a8d9-5d9fb2830017 Read all chat messages
Chat.Read.WhereInstalled | - | 1c1b4c8e-3cc7-4c58-8470-9b92c9d5848b Read all chat messages for chats where the associated Teams application is installed
Chat.ReadBasic | 9547fcb5-d03f-419d-9948-5928bbf71b0f user Read names and members of your chat threads ~ Read names and members of user chat threads | -
Chat.ReadBasic.All | - | b2e060da-3baf-4687-9611-f4ebc0f0cbde Read names and members of all chat threads
Chat.ReadBasic.WhereInstalled | - | 818ba5bd-5b3e-4fe0-bbe6-aa4686669073 Read names and members of all chat threads where the associated Teams application is installed
Chat.ReadWrite | 9ff7295e-131b-4d94-90e1-69fde507ac11 user Read and write your chat messages ~ Read and write user chat messages | -
Chat.ReadWrite.All | 7e9a077b-3711-42b9-b7cb-5fa5f3f7fea7 user Read and write all chat messages | 294ce7c9-31ba-490a-ad7d-97a7d075e4ed =
Chat.ReadWrite.WhereInstalled | - | ad73ce80-f3cd-40ce-b325-df12c33df713 Read and write all chat messages for chats where the associated Teams application is installed
Chat.UpdatePolicyViolation.All | - | 7e847308-e030-4183-9899-5235d7270f58 Flag chat messages for violating policy
CloudPC.Read.All | 5252ec4e-fd40-4d92-8c68-89dd1d3c6110 user Read Cloud PCs | a9e09520-8ed4-4cde-838e-4fdea192c227 =
CloudPC.ReadWrite.All | 9d77138f-f0e2-47ba-ab33-cd246c8b79d1 admin Read and write Cloud PCs | 3b4349e1-8cf5-45a3-95b7-69d1751d3e6a =
Contacts-OnPremisesSyncBehavior.ReadWrite.All | ae180d45-006f-488a-a18a-18b00852edc6 admin Read and update the on-premises sync behavior of your own and shared contacts ~ Read and update the on-premises sync behavior of contacts | 1a997f7e-17c6-44c3-adc4-996e0712c777 Read and update the on-premises sync behavior of contacts
Contacts.Read | ff74d97f-43af-4b68-9f2a-b77ee6968c5d user Read your contacts ~ Read user contacts | 089fe4d0-434a-44c5-8827-41ba8a0b17f5 Read contacts in all mailboxes
Contacts.Read.Shared | 242b9d9e-ed24-4d09-9a52-f43769beb9d4 user Read your and shared contacts ~ Read user and shared contacts | -
Contacts.ReadWrite | d56682ec-c09e-4743-aaf4-1a3aac4caa21 user Have full access of your contacts ~ Have full access to user contacts | 6918b873-d17a-4dc1-b314-35f528134491 Read and write contacts in all mailboxes
Contacts.ReadWrite.Shared | afb6c84b-06be-49af-80bb-8f3f77004eab user Read and write to your and shared contacts ~ Read and write user and shared contacts | -
DelegatedPermissionGrant.Read.All | a197cdc4-a8e8-4d49-9d35-4ca7c83887b4 admin Read delegated permission grants | 81b4724a-58aa-41c1-8a55-84ef97466587 Read all delegated permission grants
DelegatedPermissionGrant.ReadWrite.All | 41ce6ca6-6826-4807-84f1-1c82854f7ee5 admin Manage all delegated permission grants | 8e8e4742-1d95-4f68-9d56-6ee75648c72a =
Device.Command | bac3b9c2-b516-4ef4-bd3b-c2ef73d8d804 user Communicate with your other devices ~ Communicate with user devices | -
Device.CreateFromOwnedTemplate | edc92e89-a987-48a9-911a-a7b1967dd7b1 admin Create a device from a device template you own ~ Create a device from a device template owned by the signed-in user | -
Device.Read | 11d4cd79-5ba5-460f-803f-e22c8ab85ccd user View your list of devices ~ Read user devices | -
Device.Read.All | 951183d1-1a61-466f-a6d1-1fde911bfd95 admin Read all devices | 7438b122-aefc-4978-80ed-43db9fcc7715 =
Device.ReadWrite.All | - | 1138cb37-bd11-4084-a2b7-9f71582aeddb Read and write devices
DeviceLocalCredential.Read.All | 280b3b69-0437-44b1-bc20-3b2fca1ee3e9 admin Read device local credential passwords | 884b599e-4d48-43a5-ba94-15c414d00588 =
DeviceLocalCredential.ReadBasic.All | 9917900e-410b-4d15-846e-42a357488545 admin Read device local credential properties | db51be59-e728-414b-b800-e0f010df1a79 =
DeviceManagementApps.Read.All | 4edf5f54-4666-44af-9de9-0144fb4b6e8c admin Read Microsoft Intune apps | 7a6ee1e7-141e-4cec-ae74-d9db155731ff =
DeviceManagementApps.ReadWrite.All | 7b3f05d5-f68c-4b8d-8c59-a2ecd12f24af admin Read and write Microsoft Intune apps | 78145de6-330d-4800-a6ce-494ff2d33d07 =
DeviceManagementCloudCA.Read.All | ac5c8443-d999-471f-9247-ce92cf5c5560 admin Read Microsoft Cloud PKI objects | 315b6e8c-d92a-4691-919d-00ce76d1344a =
DeviceManagementCloudCA.ReadWrite.All | 93028c58-65aa-48db-a706-1fe4ada325ec admin Read and write Microsoft Cloud PKI objects | f15eb2ba-ef8a-4f70-991d-da5d045154e2 =
DeviceManagementConfiguration.Read.All | f1493658-876a-4c87-8fa7-edb559b3476a admin Read Microsoft Intune Device Configuration and Policies | dc377aa6-52d8-4e23-b271-2a7ae04cedf3 Read Microsoft Intune device configuration and policies
DeviceManagementConfiguration.ReadWrite.All | 0883f392-0a7a-443d-8c76-16a6d39c7b63 admin Read and write Microsoft Intune Device Configuration and Policies | 9241abd9-d0e6-425a-bd4f-47ba86e767a4 Read and write Microsoft Intune device configuration and policies
DeviceManagementManagedDevices.PrivilegedOperations.All | 3404d2bf-2b13-457e-a330-c24615765193 admin Perform user-impacting remote actions on Microsoft Intune devices | 5b07b0dd-2377-4e44-a38d-703f09a0dc3c =
DeviceManagementManagedDevices.Read.All | 314874da-47d6-4978-88dc-cf0d37f0bb82 admin Read devices Microsoft Intune devices ~ Read Microsoft Intune devices | 2f51be20-0bb4-4fed-bf7b-db946066c75e Read Microsoft Intune devices
DeviceManagementManagedDevices.ReadWrite.All | 44642bfe-8385-4adc-8fc6-fe3cb2c375c3 admin Read and write Microsoft Intune devices | 243333ab-4d21-40cb-a475-36241daa0842 =
DeviceManagementRBAC.Read.All | 49f0cc30-024c-4dfd-ab3e-82e137ee5431 admin Read Microsoft Intune RBAC settings | 58ca0d9a-1575-47e1-a3cb-007ef2e4583b =
DeviceManagementRBAC.ReadWrite.All | 0c5e8a55-87a6-4556-93ab-adc52c4d862d admin Read and write Microsoft Intune RBAC settings | e330c4f0-4170-414e-a55a-2f022ec2b57b =
DeviceManagementScripts.Read.All | d32381d8-ee89-4220-9c83-b672aa68d404 admin Read Microsoft Intune Scripts | c7a5be92-2b3d-4540-8a67-c96dcaae8b43 =
DeviceManagementScripts.ReadWrite.All | 8b9d79d0-ad75-4566-8619-f7500ecfcebe admin Read and write Microsoft Intune Scripts | 9255e99d-faf5-445e-bbf7-cb71482737c4 =
DeviceManagementServiceConfig.Read.All | 8696daa5-bce5-4b2e-83f9-51b6defc4e1e admin Read Microsoft Intune configuration | 06a5fe6d-c49d-46a7-b082-56b1b14103c7 =
DeviceManagementServiceConfig.ReadWrite.All | 662ed50a-ac44-4eef-ad86-62eed9be2a29 admin Read and write Microsoft Intune configuration | 5ac13192-7ace-4fcf-b828-1a26f28068ee =
Directory.AccessAsUser.All | 0e263e50-5827-48a4-b97c-d940288653c7 admin Access the directory as you ~ Access directory as the signed in user | -
Directory.Read.All | 06da0dbc-49e2-44d2-8312-53f166ab848a admin Read directory data | 7ab1d382-f21e-4acd-a863-ba3e13f7da61 =
Directory.ReadWrite.All | c5366453-9fb0-48a5-a156-24f0c49a4b84 admin Read and write directory data | 19dbc75e-c2e2-444c-a770-ec69d8559fc7 =
Domain.Read.All | 2f9ee017-59c1-4f1d-9472-bd5529a7b311 admin Read domains | dbb9058a-0e50-45d7-ae91-66909b5d4664 =
Domain.ReadWrite.All | 0b5d694c-a244-4bde-86e6-eb5cd07730fe admin Read and write domains | 7e05723c-0bb0-42da-be95-ae9f08a6e53c =
email | 64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0 user View your email address ~ View users' email address | -
EntitlementManagement.Read.All | 5449aa12-1393-4ea2-a7c7-d0e06c1a56b2 admin Read all entitlement management resources | c74fd47d-ed3c-45c3-9a9e-b8676de685d2 =
EntitlementManagement.ReadWrite.All | ae7a573d-81d7-432b-ad44-4ed5c9d89038 admin Read and write entitlement management resources | 9acd699f-1e81-4958-b001-93b1d2506e19 Read and write all entitlement management resources
EntraBackup.Read.All | e3dbb094-f3f9-4625-bf6a-32e96856f34c admin Read backup jobs and snapshots | c16f30f0-3121-4976-bafe-66cb042f4f80 =
EntraBackup.ReadWrite.Preview | 1266f280-49c3-4d32-91a5-bf4db4fbff48 admin Create preview jobs and read snapshots | -
EntraBackup.ReadWrite.Recovery | 6daf3aaf-bb77-4397-9dd6-e6d8b75727c2 admin Create recovery jobs and read snapshots | -
ExternalUserProfile.Read.All | 47167bec-55a7-4caf-9ecc-8d4566e3cfb1 admin Read external user profiles | 1987d7a0-d602-4262-ab90-cfdd43b37545 Read all external user profiles
ExternalUserProfile.ReadWrite.All | c6068dc7-a791-46a4-a811-b8228e6649ab admin Read and write external user profiles | 761327c9-d819-4c08-9a5f-874cd2826608 Read and write all external user profiles
Files.Read | 10465720-29dd-4523-a11a-6a75c743c9d9 user Read your files ~ Read user files | -
Files.Read.All | df85f4d6-205c-4ac5-a5ea-6bf408dba283 user Read all files that you have access to ~ Read all files that user can access | 01d4889c-1287-42c6-ac1f-5d1e02578ef6 Read files in all site collections
Files.Read.Selected | 5447fe39-cb82-4c1a-b977-520e67e724eb user Read selected files ~ Read files that the user selects | -
Files.ReadWrite | 5c28f0bf-8a70-41f1-8ab2-9032436ddb65 user Have full access to your files ~ Have full access to user files | -
Files.ReadWrite.All | 863451e7-0667-486c-a5d6-d135439485f0 user Have full access to all files you have access to ~ Have full access to all files user can access | 75359482-378d-4052-8f01-80520e7db3cd Read and write files in all site collections
Files.ReadWrite.AppFolder | 8019c312-3263-48e6-825e-2b833497195b user Have full access to the application's folder ~ Have full access to the application's folder (preview) | b47b160b-1054-4efd-9ca0-e2f614696086 Have full access to the application's folder without a signed in user
Files.ReadWrite.Selected | 17dde5bd-8c17-420f-a486-969730c1b827 user Read and write selected files ~ Read and write files that the user selects | -
Files.SelectedOperations.Selected | ef2779dc-ef1b-4211-8310-8a0ac2450081 user Access selected Files, on behalf of the signed-in user | bd61925e-3bf4-4d62-bc0b-06b06c96d95c Access selected Files without a signed in user
Group-Conversation.Read.All | c92fbbc2-50e0-4842-93ef-385c3293ea3d admin Read group conversations | 4f0a8235-6f6f-4ec7-9500-34b452a4a0c3 Read all group conversations
Group-Conversation.ReadWrite.All | 302bcbb5-855a-4e49-ae20-94a331b0281e admin Read and write group conversations | 6679c91b-820a-4900-ab47-e97b197a89c4 Read and write all group conversations
Group-NestingSupport.ReadWrite.All | e7f8a3b2-9c1d-4e5f-8a7b-2c3d4e5f6a7b admin Read and write groups' disableNesting property | b4c7d8e9-f2a5-4b6c-9d8e-1f2a3b4c5d6e =
Group-OnPremisesSyncBehavior.ReadWrite.All | 37e00479-5776-4659-aecf-4841ec5d590a admin Read and update the on-premises sync behavior of groups | 2d9bd318-b883-40be-9df7-63ec4fcdc424 =
Group-PreferredDataLocation.ReadWrite.All | 7ba6c25f-c181-4bfd-80b1-3ac184ac5629 admin Read and write all groups' preferred data location property that user can access | 603ce4e3-fb05-4b63-91ba-729bb1dca667 Read and write all groups' preferred data location property
Group.Create | - | bf7b1a76-6e77-406b-b258-bf5c7720e98f Create groups
Group.ManageProtection.All | 36263ed6-285e-4f84-b25a-62ec2ba17d29 admin Manage group label ~ Manage the Microsoft Information Protection (MIP) label for M365 and security groups | 60f8cea0-2476-45c9-ab18-70e79e60ad14 Manage the Microsoft Information Protection (MIP) label for M365 and security groups
Group.Read.All | 5f8c59db-677d-491f-a6b8-5f174b11ec1d admin Read all groups | 5b567255-7703-4780-807c-7be8301ae99b =
Group.ReadBasic.All | ba1917bc-a64b-4c71-b66d-229d4a520e66 admin Read all groups' basic property | 07d67222-3a10-4d3b-9ddc-b8aa43198a00 =
Group.ReadWrite.All | 4e46008b-f24c-477d-8fff-7bb4ec7aafe0 admin Read and write all groups | 62a82d76-70ea-41e2-9197-370581804d09 =
GroupMember.Read.All | bc024368-1153-4739-b217-4326f2e966d0 admin Read group memberships | 98830695-27a2-44f7-8c18-0c3ebc9698f6 Read all group memberships
GroupMember.ReadBasic.All | 28539367-358c-4ed9-b7f0-793eccb8fd34 admin Read group memberships | 8222c640-cae5-4860-8d11-b32cfad95e03 Read all group memberships
GroupMember.ReadWrite.All | f81125ac-d3b7-4573-a3b2-7099cc39df9e admin Read and write group memberships | dbaae8cf-10b5-4b86-a4a1-f871c94c6695 Read and write all group memberships
IdentityProvider.Read.All | 43781733-b5a7-4d1b-98f4-e8edff23e1a9 admin Read identity providers | e321f0bb-e7f7-481e-bb28-e3b0b32d4bd0 =
IdentityProvider.ReadWrite.All | f13ce604-1677-429f-90bd-8a10b9f01325 admin Read and write identity providers | 90db2b9a-d928-4d33-a4dd-8442ae3d41e4 =
IdentityRiskyServicePrincipal.Read.All | ea5c4ab0-5a73-4f35-8272-5d5337884e5d admin Read all identity risky service principal information | 607c7344-0eed-41e5-823a-9695ebe1b7b0 =
IdentityRiskyServicePrincipal.ReadWrite.All | bb6f654c-d7fd-4ae3-85c3-fc380934f515 admin Read and write all identity risky service principal information | cb8d6980-6bcb-4507-afec-ed6de3a2d798 =
IdentityRiskyUser.Read.All | d04bb851-cb7c-4146-97c7-ca3e71baf56c admin Read identity risky user information | dc5007c0-2d7d-4c42-879c-2dab87571379 Read all identity risky user information
IdentityRiskyUser.ReadWrite.All | e0a7cdbb-08b0-4697-8264-0069786e9674 admin Read and write identity risky user information ~ Read and write risky user information | 656f6061-f9fe-4807-9708-6a2e0934df76 Read and write all risky user information
LicenseAssignment.Read.All | ?d8e7f3a1-5c42-4b0e-9a6d-2f1c3b4a5e60 user Read all license assignments | e2f98668-2877-4f38-a2f4-8202e0717aa1 =
LicenseAssignment.ReadWrite.All | f55016cc-149c-447e-8f21-7cf3ec1d6350 user Manage all license assignments | 5facf0c1-8979-4e95-abcf-ff3d079771c0 =
Mail.Read | 570282fd-fa5c-430d-a7fd-fc8dc98a9dca user Read your mail ~ Read user mail | 810c84a8-4a9e-49e6-bf7d-12d183f40d01 Read mail in all mailboxes
Mail.Read.Shared | 7b9103a5-4610-446b-9670-80643382c1fa user Read mail you can access ~ Read user and shared mail | -
Mail.ReadBasic | a4b8392a-d8d1-4954-a029-8e668a39a170 user Read user basic mail | 6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a Read basic mail in all mailboxes
Mail.ReadBasic.All | - | 693c5e45-0940-467d-9b8a-1022fb9d42ef Read basic mail in all mailboxes
Mail.ReadBasic.Shared | b11fa0e7-fdb7-4dc9-b1f1-59facd463480 user Read basic mail you can access ~ Read user and shared basic mail | -
Mail.ReadWrite | 024d486e-b451-40bb-833d-3e66d98c5c73 user Read and write access to your mail ~ Read and write access to user mail | e2a3a72e-5f79-4c64-b1b1-878b674786c9 Read and write mail in all mailboxes
Mail.ReadWrite.Shared | 5df07973-7d5d-46ed-9847-1271055cbd51 user Read and write mail you can access ~ Read and write user and shared mail | -
Mail.Send | e383f46e-2787-4529-855e-0e479a3ffac0 user Send mail as you ~ Send mail as a user | b633e1c5-b582-4048-a93e-9f11b44c7e96 Send mail as any user
Mail.Send.Shared | a367ab51-6b49-43bf-a716-a1fb06d2a174 user Send mail on behalf of others or yourself ~ Send mail on behalf of others | -
MailboxSettings.Read | 87f447af-9fa4-4c32-9dfa-4a57a73d18ce user Read your mailbox settings ~ Read user mailbox settings | 40f97065-369a-49f4-947c-6a255697ae91 Read all user mailbox settings
MailboxSettings.ReadWrite | 818c620a-27a9-40bd-a6a5-d96f7d610b4b user Read and write to your mailbox settings ~ Read and write user mailbox settings | 6931bccd-447a-43d1-b442-00a195474933 Read and write all user mailbox settings
MutualTlsOauthConfiguration.Read.All | 51ae584e-e736-4718-897b-10af70f8e3cc admin Read all device authentication certificate configurations | 6daaff82-2880-496d-9d80-57e8e31195e2 =
MutualTlsOauthConfiguration.ReadWrite.All | a51115bc-f64f-498f-bcee-00dcd28f4a03 admin Read and write all device authentication certificate configurations | 78bbf8cf-07d8-45ba-b0eb-1a7b48efbcf1 =
Notifications.ReadWrite.CreatedByApp | 89497502-6e42-46a2-8cb2-427fd3df970a user Deliver and manage your notifications for this app ~ Deliver and manage user notifications for this app | -
offline_access | 7427e0e9-2fba-42fe-b0c0-848c9e6a8182 user Maintain access to data you have given it access to | -
openid | 37f7f235-527c-4136-accd-4a02d197296e user Sign in as you ~ Sign users in | -
Organization.Read.All | 4908d5b9-3fb2-4b1e-9336-1888b7937185 admin Read organization information | 498476ce-e0fe-48b0-b801-37ba7e2685c6 =
Organization.ReadWrite.All | 46ca0847-7e6b-426e-9775-ea810a948356 admin Read and write organization information | 292d869f-3427-49a8-9dab-8c70152b74e9 =
OrganizationalBranding.Read.All | 9082f138-6f02-4f3a-9f4d-5f3c2ce5c688 admin Read organizational branding information | eb76ac34-0d62-4454-b97c-185e4250dc20 =
OrganizationalBranding.ReadWrite.All | 15ce63de-b141-4c9a-a9a5-241bf27c6aaf admin Read and write organizational branding information | d2ebfbc1-a5f8-424b-83a6-56ab5927a73c =
OrgContact.Read.All | 08432d1b-5911-483c-86df-7980af5cdee0 admin Read organizational contacts | e1a88a34-94c4-4418-be12-c87b00e26bea =
PendingExternalUserProfile.Read.All | d88fd3fb-53d3-4c1c-8c39-787fcac2ed7a admin Read pending external user profiles | bdfb26d9-bb36-49be-9b4c-b8cbf4b05808 Read all pending external user profiles
PendingExternalUserProfile.ReadWrite.All | 93a1fb28-c908-4826-904e-0c74ad352b73 admin Read and write pending external user profiles | 8363c2b8-6ff7-420b-9966-c5884c2d48bc Read and write all pending external user profiles
Policy.Read.All | 572fea84-0151-49b2-9301-11cb16974376 admin Read your organization's policies | 246dd0d5-5bd0-4def-940b-0421030a5b68 =
Policy.Read.AuthenticationMethod | a6ff13ac-1851-4993-8ca9-a671d70de2d5 admin Read your authentication method policies ~ Read authentication method policies | 8e3bc81b-d2f3-4b7b-838c-32c88218d2f0 Read authentication method policies
Policy.Read.B2BManagementPolicy | 1e320e87-6de2-424a-87bb-da340fc3434c admin Read your organization's B2BManagement policies | b41683de-870d-4462-939a-1a3d94f3accf =
Policy.Read.ConditionalAccess | 633e0fce-8c58-4cfb-9495-12bbd5a24f7c user Read your organization's conditional access policies | 37730810-e9ba-4e46-b07e-8ca78d182097 =
Policy.Read.DeviceConfiguration | 3616a4b0-6746-49c4-a678-4c237599074d admin Read your organization's device configuration policies | bdba4817-6ba1-4a7c-8a01-be9bc7c242dd =
Policy.Read.IdentityProtection | d146432f-b803-4ed4-8d42-ba74193a6ede admin Read your organization’s identity protection policy | b21b72f6-4e6a-4533-9112-47eea9f97b28 =
Policy.Read.PermissionGrant | 414de6ea-2d92-462f-b120-6e2a809a6d01 admin Read consent and permission grant policies | 9e640839-a198-48fb-8b9a-013fd6f6cbcd =
Policy.ReadWrite.AccessReview | 4f5bc9c8-ea54-4772-973a-9ca119cb0409 admin Read and write your organization's directory access review default policy | 77c863fd-06c0-47ce-a7eb-49773e89d319 =
Policy.ReadWrite.ApplicationConfiguration | b27add92-efb2-4f16-84f5-8108ba77985c admin Read and write your organization's application configuration policies | be74164b-cff1-491c-8741-e671cb536e13 =
Policy.ReadWrite.AuthenticationFlows | edb72de9-4252-4d03-a925-451deef99db7 admin Read and write your authentication flow policies ~ Read and write authentication flow policies | 25f85f3c-f66c-4205-8cd5-de92dd7f0cec Read and write authentication flow policies
Policy.ReadWrite.AuthenticationMethod | 7e823077-d88e-468f-a337-e18f1f0e6c7c admin Read and write your authentication method policies ~ Read and write authentication method policies | 29c18626-4985-4dcd-85c0-193eef327366 Read and write all authentication method policies
Policy.ReadWrite.Authorization | edd3c878-b384-41fd-95ad-e7407dd775be admin Read and write your organization's authorization policy | fb221be6-99f2-473f-bd32-01c6a0e9ca3b =
Policy.ReadWrite.ConditionalAccess | ad902697-1014-4ef5-81ef-2b4301988e8c admin Read and write your organization's conditional access policies | 01c0a623-fc9b-48e9-b794-0756f8e8f067 =
Policy.ReadWrite.ConsentRequest | 4d135e65-66b8-41a8-9f8b-081452c91774 admin Read and write consent request policy | 999f8c63-0a38-4f1b-91fd-ed1947bdd1a9 Read and write your organization's consent request policy
Policy.ReadWrite.CrossTenantAccess | 014b43d0-6ed4-4fc6-84dc-4b6f7bae7d85 admin Read and write your organization's cross tenant access policies | 338163d7-f101-4c92-94ba-ca46fe52447c =
Policy.ReadWrite.CrossTenantCapability | 9ef7463f-1d39-406f-89ea-3483a4645e1c admin Read and write your organization's M365 cross tenant access capabilities | a6325ae7-2b73-4dbd-abed-fbeacfbf8696 =
Policy.ReadWrite.DeviceConfiguration | 40b534c3-9552-4550-901b-23879c90bcf9 admin Read and write your organization's device configuration policies | 230fb2d5-aa21-49c1-bfa7-ae1be179d867 =
Policy.ReadWrite.ExternalIdentities | b5219784-1215-45b5-b3f1-88fe1081f9c0 admin Read and write your organization's external identities policy | 03cc4f92-788e-4ede-b93f-199424d144a5 =
Policy.ReadWrite.FeatureRollout | 92a38652-f13b-4875-bc77-6e1dbb63e1b2 admin Read and write your organization's feature rollout policies | 2044e4f1-e56c-435b-925c-44cd8f6ba89a Read and write feature rollout policies
Policy.ReadWrite.FedTokenValidation | be1be369-4540-4ac9-8928-79de99f70d8f admin Read and write your organization's federated token validation policy | 90bbca0b-227c-4cdc-8083-1c6cfb95bac6 =
Policy.ReadWrite.IdentityProtection | 7256e131-3efb-4323-9854-cf41c6021770 admin Read and write your organization’s identity protection policy | 2dcf8603-09eb-4078-b1ec-d30a1a76b873 =
Policy.ReadWrite.MobilityManagement | a8ead177-1889-4546-9387-f25e658e2a79 admin Read and write your organization's mobility management policies | -
Policy.ReadWrite.PermissionGrant | 2672f8bb-fd5e-42e0-85e1-ec764dd2614e admin Manage consent and permission grant policies | a402ca1c-2696-4531-972d-6e5ee4aa11ea =
Policy.ReadWrite.SecurityDefaults | 0b2a744c-2abf-4f1e-ad7e-17a087e2be99 admin Read and write your organization's security defaults policy | 1c6e93a6-28e2-4cbb-9f64-1a46a821124d =
Policy.ReadWrite.TrustFramework | cefba324-1a70-4a6e-9c1d-fd670b7ae392 admin Read and write trust framework policies ~ Read and write your organization's trust framework policies | 79a677f7-b79d-40d0-a36a-3e6f8688dd7a Read and write your organization's trust framework policies
profile | 14dad69e-099b-42c9-810b-d002981feec1 user View your basic profile ~ View users' basic profile | -
ProfilePhoto.Read.All | 469cd065-729e-4dee-b1fa-d92e0fab6310 admin Read profile photo of a user or group | e24d31aa-e1ab-4c80-85fe-23018690335d =
ProfilePhoto.ReadWrite.All | f5b24df7-511e-48bb-ae88-643f023b55e1 admin Read and write profile photo of a user or group | 27baa7f6-5dfb-4ba8-b1d3-1e812c143013 =
PublicKeyInfrastructure.Read.All | 04a4b2a2-3f26-4fc8-87ee-9c46e68db175 admin Read all certificate based authentication configurations | 214fda0c-514a-4650-b037-b562b1a66124 =
PublicKeyInfrastructure.ReadWrite.All | 3591b7f3-dba8-4bad-b667-7a64bd4f2b83 admin Read and write all certificate based authentication configurations | a2b63618-5350-462d-b1b3-ba6eb3684e26 =
Reports.Read.All | 02e97553-ed7b-43d0-ab3c-f8bace0d040c admin Read all usage reports | 230c1aed-a721-4c5d-9cb4-a90514e508ef =
ReportSettings.Read.All | 84fac5f4-33a9-4100-aa38-a20c6d29e5e7 admin Read admin report settings | ee353f83-55ef-4b78-82da-555bfa2b4b95 Read all admin report settings
ReportSettings.ReadWrite.All | b955410e-7715-4a88-a940-dfd551018df3 admin Read and write admin report settings | 2a60023f-3219-47ad-baa4-40e17cd02a1d Read and write all admin report settings
ResourceSpecificPermissionGrant.ReadForUser | f1d91a8f-88e7-4774-8401-b668d5bca0c5 admin Read resource specific permissions granted on your user account ~ Read resource specific permissions granted on a user account | -
ResourceSpecificPermissionGrant.ReadForUser.All | - | acfca4d5-f49f-40ed-9648-84068b474c73 Read all resource specific permissions granted on user accounts
RoleAssignmentSchedule.Read.Directory | 344a729c-0285-42c6-9014-f12b9b8d6129 admin Read all active role assignments for your company's directory | d5fe8ce8-684c-4c83-a52c-46e882ce4be1 Read all active role assignments and role schedules for your company's directory
RoleAssignmentSchedule.ReadWrite.Directory | 8c026be3-8e26-4774-9372-8d5d6f21daff admin Read, update, and delete all active role assignments for your company's directory | dd199f4a-f148-40a4-a2ec-f0069cc799ec Read, update, and delete all policies for privileged role assignments of your company's directory
RoleAssignmentSchedule.Remove.Directory | f71cd05c-3fdb-4568-aef2-e1cf62ee20d4 admin Delete all active role assignments for your company's directory | d3495511-98b7-4df3-b317-4e35c19f6129 Delete all active role assignments of your company's directory
RoleEligibilitySchedule.Read.Directory | eb0788c2-6d4e-4658-8c9e-c0fb8053f03d admin Read all eligible role assignments for your company's directory | ff278e11-4a33-4d0c-83d2-d01dc58929a5 Read all eligible role assignments and role schedules for your company's directory
RoleEligibilitySchedule.ReadWrite.Directory | 62ade113-f8e0-4bf9-a6ba-5acb31db32fd admin Read, update, and delete  all eligible role assignments for your company's directory | fee28b28-e1f3-4841-818e-2704dc62245f Read, update, and delete all eligible role assignments and schedules for your company's directory
RoleEligibilitySchedule.Remove.Directory | 58ac4fa2-b484-4d6e-ba97-beee2a574220 admin Delete all eligible role assignments for your company's directory | 79c7e69c-0d9f-4eff-97a8-49170a5a08ba Delete all eligible role assignments of your company's directory
RoleManagement.Read.All | 48fec646-b2ba-4019-8681-8eb31435aded admin Read role management data for all RBAC providers | c7fbd983-d9aa-4fa7-84b8-17382c103bc4 =
RoleManagement.Read.CloudPC | 9619b88a-8a25-48a7-9571-d23be0337a79 admin Read Cloud PC RBAC settings | 031a549a-bb80-49b6-8032-2068448c6a3c =
RoleManagement.Read.Defender | dd689728-6eb8-4deb-bd38-2924a935f3de admin Read M365 Defender RBAC configuration | 4d6e30d1-e64e-4ae7-bf9d-c706cc928cef =
RoleManagement.Read.Directory | 741c54c3-0c1e-44a1-818b-3f97ab4e8c83 admin Read directory RBAC settings | 483bed4a-2ad3-4361-a73b-c83ccdbdc53c Read all directory RBAC settings
RoleManagement.Read.Exchange | 3bc15058-7858-4141-b24f-ae43b4e80b52 admin Read Exchange Online RBAC configuration | c769435f-f061-4d0b-8ff1-3d39870e5f85 =
RoleManagement.ReadWrite.CloudPC | 501d06f8-07b8-4f18-b5c6-c191a4af7a82 admin Read and write Cloud PC RBAC settings | 274d0592-d1b6-44bd-af1d-26d259bcb43a Read and write all Cloud PC RBAC settings
RoleManagement.ReadWrite.Defender | d8914f8f-9f64-4bd1-b4d3-f5a701ed8457 admin Read M365 Defender RBAC configuration | 8b7e8c0a-7e9d-4049-97ec-04b5e1bcaf05 =
RoleManagement.ReadWrite.Directory | d01b97e9-cbc0-49fe-810a-750afd5527a3 admin Read and write directory RBAC settings | 9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8 Read and write all directory RBAC settings
RoleManagement.ReadWrite.Exchange | c1499fe0-52b1-4b22-bed2-7a244e0e879f admin Read and write Exchange Online RBAC configuration | 025d3225-3f02-4882-b4c0-cd5b541a4e80 =
SecurityAlert.Read.All | bc257fb8-46b4-4b15-8713-01e91bfbe4ea admin Read all alerts ~ Read all security alerts | 472e4a4d-bb4a-4026-98d1-0b0d74cb74a5 Read all security alerts
SecurityAlert.ReadWrite.All | 471f2a7f-2a42-4d45-a2bf-594d0838070d admin Read and write all alerts ~ Read and write to all security alerts | ed4fca05-be46-441f-9803-1873825f8fdb Read and write to all security alerts
SecurityEvents.Read.All | 64733abd-851e-478a-bffb-e47a14b18235 admin Read your organization's security events | bf394140-e372-4bf9-a898-299cfc7564e5 =
SecurityEvents.ReadWrite.All | 6aedf524-7e1c-45a7-bd76-ded8cab8d0fc admin Read and update your organization's security events | d903a879-88e0-4c09-b0c9-82f6a1333f84 =
SecurityIncident.Read.All | b9abcc4f-94fc-4457-9141-d20ce80ec952 admin Read security incidents ~ Read incidents | 45cc0394-e837-488b-a098-1918f48d186c Read all security incidents
SecurityIncident.ReadWrite.All | 128ca929-1a19-45e6-a3b8-435ec44a36ba admin Read and write to security incidents ~ Read and write to incidents | 34bf0e97-1971-4929-b999-9e2442d941d7 Read and write to all security incidents
ServiceHealth.Read.All | 55896846-df78-47a7-aa94-8d3d4442ca7f admin Read service health | 79c261e0-fe76-4144-aad5-bdc68fbe4037 =
ServiceMessage.Read.All | eda39fa6-f8cf-4c3c-a909-432c683e4c9b admin Read service messages ~ Read service announcement messages | 1b620472-6534-4fe6-9df2-4680e8aa28ec =
ShortNotes.Read | 50f66e47-eb56-45b7-aaa2-75057d9afe08 user Read your short notes ~ Read short notes of the signed-in user | -
ShortNotes.Read.All | - | 0c7d31ec-31ca-4f58-b6ec-9950b6b0de69 Read all users' short notes
ShortNotes.ReadWrite | 328438b7-4c01-4c07-a840-e625a749bb89 user Read, create, edit, and delete your short notes ~ Read, create, edit, and delete short notes of the signed-in user | -
ShortNotes.ReadWrite.All | - | 842c284c-763d-4a97-838d-79787d129bab Read, create, edit, and delete all users' short notes
Sites.FullControl.All | 5a54b8b3-347c-476d-8f8e-42d5c7424d29 admin Have full control of all your site collections ~ Have full control of all site collections | a82116e5-55eb-4c41-a434-62fe8a61c773 Have full control of all site collections
Sites.Manage.All | 65e50fdc-43b7-4915-933e-e8138f11f40a user Create, edit, and delete items and lists in all your site collections ~ Create, edit, and delete items and lists in all site collections | 0c0bf378-bf22-4481-8f81-9e89a9b4960a Create, edit, and delete items and lists in all site collections
Sites.Read.All | 205e70e5-aba6-4c52-a976-6d2d46c48043 user Read items in all site collections | 332a536c-c7ef-4017-ab91-336970924f0d =
Sites.ReadWrite.All | 89fe6a52-be36-487e-b7d8-d061c450a026 user Edit or delete items in all site collections | 9492366f-7969-46a4-8d15-ed1a20078fff Read and write items in all site collections
Sites.Selected | f89c84ef-20d0-4b54-87e9-02e856d66d53 user Access selected Sites, on behalf of the signed-in user | 883ea226-0bf2-4a8f-9f9d-92c9162a727d Access selected site collections
Subscription.Read.All | 5f88184c-80bb-4d52-9ff2-757288b2e9b7 admin Read all webhook subscriptions | -
Tasks.Read | f45671fb-e0fe-4b4b-be20-3d3ce43f1bcb user Read your tasks and task lists ~ Read user's tasks and task lists | -
Tasks.Read.All | - | f10e1f91-74ed-437f-a6fd-d6ae88e26c1f Read all users' tasks and tasklist
Tasks.ReadWrite | 2219042f-cab5-40cc-b0d2-16b1540b4c5f user Create, read, update, and delete your tasks and task lists ~ Create, read, update, and delete user's tasks and task lists | -
Tasks.ReadWrite.All | - | 44e666d1-d276-445b-a5fc-8815eeb81d55 Read and write all users' tasks and tasklists
Team.Create | 7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0 user Create teams | 23fc2474-f741-46ce-8465-674744c5c361 =
Team.ReadBasic.All | 485be79e-c497-4b35-9400-0e3fa7f2a5d4 user Read the names and descriptions of teams | 2280dda6-0bfd-44ee-a2f4-cb867cfc4c1e Get a list of all teams
TeamsAppInstallation.ManageSelectedForUser | 830c2bd9-c335-4caf-bf83-c07fa8a23ef1 admin Manage installation and permission grants of selected Teams apps in users' personal scope | -
TeamsAppInstallation.ManageSelectedForUser.All | - | e97a9235-5b3c-43c4-b37d-6786a173fae4 Manage installation and permission grants of selected Teams apps for all user accounts
TeamsAppInstallation.ReadWriteAndConsentForUser | 2da62c49-dfbd-40df-ba16-fef3529d391c admin Manage installation and permission grants of Teams apps on your user account ~ Manage installation and permission grants of Teams apps in users' personal scope | -
TeamsAppInstallation.ReadWriteAndConsentForUser.All | - | 32ca478f-f89e-41d0-aaf8-101deb7da510 Manage installation and permission grants of Teams apps in all user accounts
TeamsAppInstallation.ReadWriteAndConsentSelfForUser | 7a349935-c54d-44ab-ab66-1b460d315be7 admin Allow the Teams app to manage itself and its permission grants on your user account ~ Allow the Teams app to manage itself and its permission grants in user accounts | -
TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All | - | a87076cf-6abd-4e56-8559-4dbdf41bef96 Allow the Teams app to manage itself and its permission grants in all user accounts
TenantGovernance-Invitation.Read.All | fda068e8-0524-485e-8d7f-b5bc29b0dae9 admin Read Tenant Governance invitations | 3f4f98e9-6faf-4e5f-814b-ed2ed8a4ec9e =
TenantGovernance-Invitation.ReadWrite.All | 42b91635-3803-4af2-a2d5-e91127f9c488 admin Read and write Tenant Governance invitations | -
TenantGovernance-PolicyTemplate.Read.All | ad222a15-813d-46b8-8f8d-1976a69a74f3 admin Read Tenant Governance policy templates | eb9465d8-e7c0-4301-8e51-927f34ee3134 =
TenantGovernance-PolicyTemplate.ReadWrite.All | 7cd0bd21-45fe-4c8e-a549-3c95bd27d185 admin Read and write Tenant Governance policy templates | -
TenantGovernance-RelatedTenant.Read.All | 9caaca93-f090-4b9a-b4bb-17de251354d4 admin Read related tenants | 7ced9a83-8e7c-46df-b3e0-6b45a6ecedcd =
TenantGovernance-RelatedTenant.ReadWrite.All | e61db2de-de55-461e-942d-52a028ed1076 admin Read and write related tenants | -
TenantGovernance-Relationship.Read.All | 0b1c2458-4845-477b-a704-3cce8b06bf28 admin Read Tenant Governance relationships | 41c250d0-8793-44e1-a130-5fdbd5bccd0a =
TenantGovernance-Relationship.ReadWrite.All | 3fbcd6a3-a9a5-4d69-8a78-acc7d7195180 admin Read and write Tenant Governance relationships | -
TenantGovernance-Request.Read.All | a924b9f1-7af0-4982-aecf-b6e0e10b2830 admin Read Tenant Governance requests | 294294d5-2b81-4cf1-837c-28fc22bc3290 =
TenantGovernance-Request.ReadWrite.All | 3c7a434e-4e5d-413f-be82-b77ea4ba5a4d admin Read and write Tenant Governance requests | -
TenantGovernance-Setting.Read.All | 4ad3e05f-2467-49d9-baa2-8e4de7bcee9b admin Read Tenant Governance settings | e2d1cac5-0317-4ae3-aca9-59737eb75317 =
TenantGovernance-Setting.ReadWrite.All | 135f3533-12fc-4608-97ac-5c5cea64baf0 admin Read and write Tenant Governance settings | -
User-ConvertToInternal.ReadWrite.All | 550e695c-7511-40f4-ac79-e8fb9c82552d admin Convert an external user to internal member user ~ Convert an external user to internal memeber user | 9d952b72-f741-4b40-9185-8c53076c2339 =
User-LifeCycleInfo.Read.All | ed8d2a04-0374-41f1-aefe-da8ac87ccc87 admin Read all users' lifecycle information | 8556a004-db57-4d7a-8b82-97a13428e96f =
User-LifeCycleInfo.ReadWrite.All | 7ee7473e-bd4b-4c9f-987c-bd58481f5fa2 admin Read and write all users' lifecycle information | 925f1248-0f97-47b9-8ec8-538c54e01325 =
User-Mail.ReadWrite.All | 6166886a-9576-433b-8544-658177bdef1d admin Update other mails property for all users | 280d0935-0796-47d1-8d26-273470a3f17a =
User-OnPremisesSyncBehavior.ReadWrite.All | 7ff9afdd-0cdb-439d-a61c-fea3e9339e89 admin Read and update the on-premises sync behavior of users | a94a502d-0281-4d15-8cd2-682ac9362c4c =
User-PasswordProfile.ReadWrite.All | 56760768-b641-451f-8906-e1b8ab31bca7 admin Update password profile property and reset password for all users | cc117bb9-00cf-4eb8-b580-ea2a878fe8f7 =
User-Phone.ReadWrite.All | e29d5979-5b06-4a7f-ae24-6a9348d2e1ff admin Update business phones and mobile phone properties for all users | 86ceff06-c822-49ff-989a-d912845ffe69 =
User.DeleteRestore.All | 4bb440cd-2cf2-4f90-8004-aa2acd2537c5 admin Delete and restore user accounts | eccc023d-eccf-4e7b-9683-8813ab36cecc =
User.EnableDisableAccount.All | f92e74e7-2563-467f-9dd0-902688cb5863 admin Enable and disable user accounts | 3011c876-62b7-4ada-afa2-506cbbecc68c =
User.Export.All | 405a51b5-8d8d-430b-9842-8be4b0e9f324 admin Export user's data | 405a51b5-8d8d-430b-9842-8be4b0e9f324 =
User.Invite.All | 63dd7cd9-b489-4adf-a28c-ac38b9a0f962 admin Invite guest users to the organization | 09850681-111b-4a89-9bed-3f2cae46d706 =
User.ManageIdentities.All | 637d7bec-b31e-4deb-acc9-24275642a2c9 admin Manage  user identities | c529cfca-c91b-489c-af2b-d92990b66ce6 Manage all users' identities
User.Read | e1fe6dd8-ba31-4d61-89e7-88639da4683d user Sign you in and read your profile ~ Sign in and read user profile | -
User.Read.All | a154be20-db9c-4678-8ab7-66f6cc099a59 admin Read all users' full profiles and company properties | df021288-bdef-4463-88db-98f22de89214 =
User.ReadBasic.All | b340eb25-3456-403f-be2f-af7a0d370277 user Read all users' basic profiles | 97235f07-e226-4f63-ace3-39588e11d3a1 =
User.ReadWrite | b4e74841-8e56-480b-be8b-910348b18b4c user Read and update your profile ~ Read and write access to user profile | -
User.ReadWrite.All | 204e0828-b5ca-4ad8-b9f3-f32a958e7cc4 admin Read and write all users' full profiles | 741f803b-c850-494e-b5df-cde7c675a1ca =
User.ReadWrite.CrossCloud | - | 5652f862-b626-407b-a3e6-248aeb95763c Read and write profiles of users that originate from an external cloud
User.RevokeSessions.All | fc30e98b-8810-4501-81f5-c20a3196387b admin Revokes all sign in sessions for a user ~ Revoke all sign in sessions for a user | 77f3a031-c388-4f99-b373-dc68676a979e Revoke all sign in sessions for a user
UserAuthenticationMethod.Read | 1f6b61c5-2f65-4135-9c9f-31c0f8d32b52 admin Read your authentication methods ~ Read user authentication methods | -
UserAuthenticationMethod.Read.All | aec28ec7-4d02-4e8c-b864-50163aea77eb admin Read all users' authentication methods | 38d9df27-64da-44fd-b7c5-a6fbac20248f =
UserAuthenticationMethod.ReadWrite | 48971fc1-70d7-4245-af77-0beb29b53ee2 admin Read and write your authentication methods ~ Read and write user authentication methods | -
UserAuthenticationMethod.ReadWrite.All | b7887744-6746-4312-813d-72daeaee7e2d admin Read and write all users' authentication methods | 50483e42-d915-4231-9639-7fdb7fd190e5 =
WindowsUpdates.ReadWrite.All | 11776c0c-6138-4db3-a668-ee621bea2555 admin Read and write all Windows update deployment settings | 7dd1be58-6e76-4401-bf8d-31d1e8180d5b =
`;
